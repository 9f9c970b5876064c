import { boundedSpan } from '../bounded-span.ts';
import { TraceFold } from '../fold/trace-fold.ts';
import type { Appended, ReceivedSpans } from '../span-store.ts';
import type { StoredSpan } from '../stored-span.ts';
import type { HeldFold, HeldFolds } from './held-folds.ts';
import type { ResendRow, SpanRow } from './tables.ts';
import type { TraceKey } from './trace-key.ts';

/** A row of a span that was open, and is replaced by the span's end. */
export interface CompletedRow {
  readonly key: TraceKey;
  readonly span: bigint;
  readonly firstCommit: bigint;
}

/** What spans that were received come to, as rows. */
export interface Harvest {
  readonly spans: readonly SpanRow[];
  readonly resends: readonly ResendRow[];
  readonly completed: readonly CompletedRow[];
  /** The traces whose summary is another now. */
  readonly touched: ReadonlySet<HeldFold>;
  readonly appended: Appended;
}

export type KeyOf = (received: ReceivedSpans, span: StoredSpan) => TraceKey;

/** Folds spans into their traces: each is new, completes one that was open, or was there before. */
export const harvest = (
  received: readonly ReceivedSpans[],
  keyOf: KeyOf,
  folds: HeldFolds,
  commit: bigint,
): Harvest => {
  const spans: SpanRow[] = [];
  const resends: ResendRow[] = [];
  const completed: CompletedRow[] = [];
  const touched = new Set<HeldFold>();
  const appended = { stored: 0, repeated: 0, differing: 0, completed: 0 };
  /** Where open spans of this harvest stand, which may be completed in it. */
  const open = new Map<string, number>();

  for (const request of received) {
    const { receivedAt, position } = request;
    for (const sent of request.spans) {
      const span = boundedSpan(sent);
      const key = keyOf(request, span);
      const held = folds.find(key) ?? begin(folds, key, commit, receivedAt);
      const { workspace, trace } = key;
      const outcome = held.fold.add(span);
      appended[outcome] += 1;
      if (outcome === 'repeated') continue;
      if (outcome === 'differing') {
        resends.push({ workspace, trace, span: span.spanId, receivedAt });
        continue;
      }
      // of what is kept: a trace is forgotten with the last of its spans
      held.receivedAt = receivedAt;
      touched.add(held);
      const row = { commit, workspace, trace, span, position, receivedAt };
      const at = outcome === 'completed' ? open.get(nameOf(key, span)) : undefined;
      if (at !== undefined) spans[at] = row;
      else spans.push(row);
      if (outcome === 'completed' && at === undefined)
        completed.push({ key, span: span.spanId, firstCommit: held.firstCommit });
      if (span.duration === undefined) open.set(nameOf(key, span), spans.length - 1);
    }
  }
  return { spans, resends, completed, touched, appended };
};

const nameOf = ({ name }: TraceKey, { spanId }: StoredSpan): string => `${name}/${spanId}`;

const begin = (folds: HeldFolds, key: TraceKey, commit: bigint, receivedAt: bigint): HeldFold => {
  const { workspace, trace, name } = key;
  const held: HeldFold = {
    workspace,
    trace,
    name,
    fold: new TraceFold(name.slice(name.indexOf('/') + 1)),
    stored: undefined,
    firstCommit: commit,
    firstReceivedAt: receivedAt,
    receivedAt,
    counted: 0,
  };
  folds.hold(held);
  return held;
};
