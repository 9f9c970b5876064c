import { PAIR_SORTS, PairFilters } from '@holdfast/protocol/knowledge/pairs';
import { z } from 'zod';
import type { Words } from '../../routing/paths.ts';
import { type ChosenFilters, readFilters } from '../../filters/chosen-filters.ts';
import { FILTER_KINDS, type FilterName } from './filter-kinds.ts';

const PairSort = z.enum(PAIR_SORTS);
export type PairSort = z.infer<typeof PairSort>;

const USUAL_SORT: PairSort = 'newest';

/** What of all pairs is shown, as the address says it. What it says and nobody can ask for is left out. */
export interface ShownPairs {
  readonly filters: ChosenFilters<FilterName>;
  readonly text: string | undefined;
  readonly sort: PairSort;
}

export const readShown = (search: string): ShownPairs => {
  const words = new URLSearchParams(search);
  const text = PairFilters.shape.text.safeParse(words.get('text') ?? undefined);
  return {
    filters: readFilters(FILTER_KINDS, words),
    text: text.success && text.data !== '' ? text.data : undefined,
    sort: PairSort.catch(USUAL_SORT).parse(words.get('sort')),
  };
};

/** The same as it stands in the address. */
export const wordsOf = ({ filters, text, sort }: ShownPairs): Words => ({
  ...filters,
  text,
  sort: sort === USUAL_SORT ? undefined : sort,
});

/** The same as the server is asked for it. */
export const filtersOf = ({ filters, text }: ShownPairs): PairFilters => PairFilters.parse({ ...filters, text });

export const isFiltered = ({ filters, text }: ShownPairs): boolean =>
  text !== undefined || Object.keys(filters).length > 0;

export const withoutFilters = (shown: ShownPairs): ShownPairs => ({ ...shown, filters: {}, text: undefined });
