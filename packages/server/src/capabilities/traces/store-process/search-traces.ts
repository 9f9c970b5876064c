import type { Trace } from '@holdfast/protocol/traces/trace';
import type { TraceId } from '@holdfast/protocol/traces/ids';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Archive } from '../sealed/archive.ts';
import { decodeSpanBatch } from '../span-log/span-batch.ts';
import type { AfterTrace, TracePlace, TracesAsked, WorkspaceSpans } from '../store/span-store.ts';
import { afterTrace } from './after-trace.ts';
import { tracesWith, wantedAttribute, type WantedAttribute } from './find-attribute.ts';
import type { SearchedTraces, Searching } from './reading.ts';

export interface SearchParts {
  readonly spans: Pick<WorkspaceSpans, 'listTraces' | 'placesOf'>;
  readonly archive: Pick<Archive, 'read'>;
  readonly clock: Pick<Clock, 'elapsed'>;
}

/** How long one page may look. What it has not looked at stands behind its cursor. */
const BUDGET_MS = 150;
const AT_ONCE = 20;

/** Attributes are in no index: traces are looked at one after the other, in the order in which they are asked for. */
export const searchTraces = async (parts: SearchParts, { attribute, ...asked }: Searching): Promise<SearchedTraces> => {
  const { spans, clock } = parts;
  const wanted = wantedAttribute(attribute);
  const began = clock.elapsed();
  const traces: Trace[] = [];
  let after: AfterTrace | undefined = asked.after;
  let until: string | undefined;
  while (clock.elapsed() - began < BUDGET_MS || until === undefined) {
    const candidates = await spans.listTraces(pieceOf(asked, after));
    const having = await havingIt(parts, candidates, wanted);
    for (const trace of candidates) {
      after = afterTrace(trace, asked.sort);
      until = trace.start;
      if (having.has(trace.trace_id)) traces.push(trace);
      if (traces.length === asked.limit) return { traces, after, until };
    }
    if (candidates.length < AT_ONCE) return { traces, after: undefined, until };
  }
  return { traces, after, until };
};

const pieceOf = (asked: TracesAsked, after: AfterTrace | undefined): TracesAsked => ({
  ...asked,
  after,
  limit: AT_ONCE,
});

const havingIt = async (
  { spans, archive }: SearchParts,
  candidates: readonly Trace[],
  wanted: WantedAttribute,
): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  const places = await spans.placesOf(candidates.map(({ trace_id: id }) => id));
  for (const { position, traces } of byRecord(places)) {
    const record = await archive.read(position);
    const batch = record === undefined ? undefined : decodeSpanBatch(record);
    if (batch === undefined) continue;
    for (const id of tracesWith(batch, traces, wanted)) found.add(id);
  }
  return found;
};

/** A record that holds spans of several traces is read once. */
const byRecord = (places: readonly TracePlace[]) => {
  const records = new Map<string, { readonly position: TracePlace['position']; readonly traces: Set<TraceId> }>();
  for (const { position, traceId } of places) {
    const key = `${position.segment}:${position.at}`;
    const known = records.get(key) ?? { position, traces: new Set() };
    known.traces.add(traceId);
    records.set(key, known);
  }
  return records.values();
};
