import type { TraceStatus } from '@holdfast/protocol/traces/trace';
import type { StoredSpan } from '../stored-span.ts';
import { markOf, type SpanMark } from './span-mark.ts';
import { SpanMarks } from './span-marks.ts';
import { TokenCount } from './token-count.ts';
import { ToldNames } from './told-names.ts';
import type { TraceRow } from './trace-row.ts';

/**
 * stored: not seen before. completed: it was open and has an end now. repeated: seen before, as it is or as it was while it was
 * open. differing: seen before with other content; the first that was durable stands.
 */
export type Outcome = 'stored' | 'completed' | 'repeated' | 'differing';

/** What is stored of a trace already. */
export interface KeptTrace {
  readonly row: TraceRow;
  /** All its spans, or those that matter to what arrives. */
  readonly marks: readonly (readonly [bigint, SpanMark])[];
}

/** One trace while spans of it arrive: which it has, and what they come to. */
export class TraceFold {
  readonly traceId: string;
  private readonly marks = new SpanMarks();
  private readonly names: ToldNames;
  private readonly tokens: TokenCount;
  private startNs: bigint | undefined;
  private endNs: bigint | undefined;
  private spans: number;
  private openSpans: number;
  private errors: number;
  private root: Root | undefined;

  constructor(traceId: string, kept?: KeptTrace) {
    const row = kept?.row;
    this.traceId = traceId;
    this.names = new ToldNames(row);
    this.tokens = new TokenCount(row);
    const marks = kept?.marks ?? [];
    for (const [id, mark] of marks) this.marks.set(id, mark);
    for (const [, mark] of marks) this.tokens.remember(mark, this.marks);
    this.startNs = row?.startNs;
    this.endNs = row?.endNs;
    this.spans = row?.spans ?? 0;
    this.openSpans = row?.openSpans ?? 0;
    this.errors = row?.errors ?? 0;
    this.root =
      row?.root === undefined
        ? undefined
        : { id: row.root, isOpen: row.status === 'open', failed: row.status === 'error' };
  }

  /** How many spans it remembers. */
  get size(): number {
    return this.marks.size;
  }

  /** How many it has. */
  get total(): number {
    return this.spans;
  }

  add(span: StoredSpan): Outcome {
    const seen = this.marks.get(span.spanId);
    if (seen === undefined) {
      this.spans += 1;
      this.count(span);
      return 'stored';
    }
    const isOpen = span.duration === undefined;
    if (seen.isOpen && !isOpen) {
      this.openSpans -= 1;
      if (seen.failed) this.errors -= 1;
      this.tokens.forget(span.spanId, seen);
      this.count(span);
      return 'completed';
    }
    // an open one that comes behind its own end was overtaken
    if (isOpen && !seen.isOpen) return 'repeated';
    return seen.digest === span.digest ? 'repeated' : 'differing';
  }

  row(): TraceRow {
    const { traceId, spans, openSpans, errors, endNs, root } = this;
    return {
      traceId,
      ...this.names.all,
      ...this.tokens.used,
      root: root?.id,
      status: this.status(),
      startNs: this.startNs ?? 0n,
      endNs,
      spans,
      openSpans,
      errors,
    };
  }

  private count(span: StoredSpan): void {
    const { spanId: id, start, duration, status, parentSpanId } = span;
    const end = duration === undefined ? undefined : start + duration;
    const mark = markOf(span);
    this.marks.set(id, mark);
    if (this.startNs === undefined || start < this.startNs) this.startNs = start;
    if (end === undefined) this.openSpans += 1;
    else if (this.endNs === undefined || end > this.endNs) this.endNs = end;
    if (status === 'error') this.errors += 1;
    if (parentSpanId === 0n && (this.root === undefined || this.root.id === id))
      this.root = { id, isOpen: end === undefined, failed: status === 'error' };
    this.tokens.add(id, mark, this.marks);
    this.names.add(span);
  }

  private status(): TraceStatus {
    const { isOpen, failed } = this.root ?? { isOpen: this.openSpans > 0, failed: this.errors > 0 };
    if (isOpen) return 'open';
    return failed ? 'error' : 'ok';
  }
}

interface Root {
  readonly id: bigint;
  readonly isOpen: boolean;
  readonly failed: boolean;
}
