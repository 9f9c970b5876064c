import { TraceFilters } from '@holdfast/protocol/traces/filters';
import { TraceSort } from '@holdfast/protocol/traces/traces';
import type { Words } from '../../routing/paths.ts';
import { type ChosenFilters, readFilters } from '../../filters/chosen-filters.ts';
import { FILTER_KINDS, type FilterName, readFilter } from './filter-kinds.ts';
import { ALL_TIME, RANGES, type TimeRange, timeOf } from './time-range.ts';

/** What of all traces is shown, as the address says it. What it says and nobody can ask for is left out. */
export interface ShownTraces {
  readonly filters: ChosenFilters<FilterName>;
  readonly q: string | undefined;
  readonly sort: TraceSort;
  readonly range: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const RANGE_WORDS: ReadonlySet<string> = new Set([ALL_TIME, ...RANGES.map(([word]) => word)]);

export const USUAL_SORT: TraceSort = '-start';

/** A word that the contract takes by this name. */
const taken = (name: 'q' | 'from' | 'to', word: string | null): string | undefined => {
  const read = TraceFilters.shape[name].safeParse(word ?? undefined);
  return read.success ? read.data : undefined;
};

export const readShown = (search: string): ShownTraces => {
  const words = new URLSearchParams(search);
  const range = words.get('range');
  return {
    filters: readFilters(FILTER_KINDS, words),
    q: taken('q', words.get('q')),
    sort: TraceSort.catch(USUAL_SORT).parse(words.get('sort')),
    range: range !== null && RANGE_WORDS.has(range) ? range : undefined,
    from: taken('from', words.get('from')),
    to: taken('to', words.get('to')),
  };
};

/** The same as it stands in the address. */
export const wordsOf = ({ filters, q, sort, range, from, to }: ShownTraces): Words => ({
  ...filters,
  q,
  from,
  to,
  range: from === undefined && to === undefined ? range : undefined,
  sort: sort === USUAL_SORT ? undefined : sort,
});

export const isFiltered = ({ filters, q }: ShownTraces): boolean => q !== undefined || Object.keys(filters).length > 0;

/** The same as the server is asked for it. */
export const filtersAt = ({ filters, q, range, from, to }: ShownTraces, now: number): TraceFilters & TimeRange => {
  const words = {
    ...(range !== undefined && { range }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  const read = Object.entries(filters).map(([name, word]) => [name, readFilter(name as FilterName, word)] as const);
  return { ...timeOf(words, now), ...Object.fromEntries(read), ...(q !== undefined && { q }) };
};

export const withoutFilters = (shown: ShownTraces): ShownTraces => ({ ...shown, filters: {}, q: undefined });

/** Narrowed to a stretch of time, in milliseconds since 1970. */
export const withTime = (shown: ShownTraces, from: number, to: number): ShownTraces => ({
  ...shown,
  range: undefined,
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

export const withRange = (shown: ShownTraces, range: string | undefined): ShownTraces => ({
  ...shown,
  range,
  from: undefined,
  to: undefined,
});
