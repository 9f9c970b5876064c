import type { Trace } from '@holdfast/protocol/traces/trace';

/** The part of a list that somebody reads, which must not move under their eyes. */
export interface KeptTraces {
  readonly items: readonly Trace[];
  readonly cursor: string | null;
}

export interface ReadTraces {
  readonly items: readonly Trace[];
  /** How many have begun since, as far as one page tells. */
  readonly news: number;
}

/** What is kept with what is known of it by now, and how many newer ones there are that are not shown. */
export const readTraces = (kept: KeptTraces, latest: readonly Trace[]): ReadTraces => {
  const known = new Set(kept.items.map(({ trace_id: id }) => id));
  const fresh = new Map(latest.map((trace) => [trace.trace_id, trace]));
  const first = kept.items[0]?.start;
  return {
    items: kept.items.map((trace) => fresh.get(trace.trace_id) ?? trace),
    news: latest.filter(({ trace_id: id, start }) => !known.has(id) && (first === undefined || start >= first)).length,
  };
};

/** With another page behind it; a trace that moved to that page in between is there once. */
export const withPage = (kept: KeptTraces, items: readonly Trace[], cursor: string | null): KeptTraces => {
  const known = new Set(kept.items.map(({ trace_id: id }) => id));
  return { items: [...kept.items, ...items.filter(({ trace_id: id }) => !known.has(id))], cursor };
};
