import type { TraceStatus } from '@holdfast/protocol/traces/trace';
import type { StoredSpan } from '../stored-span.ts';
import { createTokenCount, type CountedSpan, type TokenCount } from './token-count.ts';
import { ToldNames } from './told-names.ts';
import type { TraceRow } from './trace-row.ts';

/** What is remembered of a span that is stored, to know it again and to count it. */
export interface SpanMark extends CountedSpan {
  readonly status: StoredSpan['status'];
  readonly start: bigint;
  readonly duration: bigint | undefined;
  readonly digest: bigint;
}

/**
 * stored: not seen before. completed: it was open and has an end now. repeated: seen before, as it is or as it was while it was
 * open. differing: seen before with other content; the first that was durable stands.
 */
export type Outcome = 'stored' | 'completed' | 'repeated' | 'differing';

/** What is stored of a trace already. */
export interface KeptTrace {
  readonly row: TraceRow;
  /** All its spans, or those that matter to what arrives. */
  readonly marks: Iterable<readonly [bigint, SpanMark]>;
}

/** One trace while spans of it arrive: which it has, and what they come to. */
export class TraceFold {
  readonly traceId: string;
  private readonly marks: Map<bigint, SpanMark>;
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
    this.tokens = createTokenCount(row);
    this.marks = new Map(kept?.marks);
    for (const mark of this.marks.values()) this.tokens.remember(mark, (id) => this.marks.get(id));
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
    if (seen.duration === undefined && !isOpen) {
      this.openSpans -= 1;
      if (seen.status === 'error') this.errors -= 1;
      this.tokens.forget(span.spanId, seen);
      this.count(span);
      return 'completed';
    }
    // an open one that comes behind its own end was overtaken
    if (isOpen && seen.duration !== undefined) return 'repeated';
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
    this.marks.set(id, markOf(span));
    if (this.startNs === undefined || start < this.startNs) this.startNs = start;
    if (end === undefined) this.openSpans += 1;
    else if (this.endNs === undefined || end > this.endNs) this.endNs = end;
    if (status === 'error') this.errors += 1;
    if (parentSpanId === 0n && (this.root === undefined || this.root.id === id))
      this.root = { id, isOpen: end === undefined, failed: status === 'error' };
    this.tokens.add(id, span, (other) => this.marks.get(other));
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

const markOf = ({ parentSpanId, type, usage, costUsd, status, start, duration, digest }: StoredSpan): SpanMark => ({
  parentSpanId,
  type,
  usage,
  costUsd,
  status,
  start,
  duration,
  digest,
});
