import type { ReactNode } from 'react';
import { OrderChoice } from '../../controls/order-choice.tsx';
import { SearchField } from '../../controls/search-field.tsx';
import { FilterRow } from '../../filters/filter-row.tsx';
import { FILTER_KINDS, type FilterName } from './filter-kinds.ts';
import { isFiltered, type PairSort, type ShownPairs, withoutFilters } from './shown-pairs.ts';

const ORDERS: readonly (readonly [PairSort, string])[] = [
  ['newest', 'Newest first'],
  ['oldest', 'Oldest first'],
  ['changed', 'Changed last first'],
  ['question', 'By question'],
];

interface FilterBarProps {
  readonly shown: ShownPairs;
  readonly suggestions: (name: FilterName) => readonly string[];
  readonly show: (shown: ShownPairs) => void;
  /** What can be done with what is shown. */
  readonly children: ReactNode;
}

/** What is shown of all pairs: text, order, and filters as chips. */
export const FilterBar = ({ shown, suggestions, show, children }: FilterBarProps) => (
  <div className="grid gap-2 px-4 pt-4 md:px-6">
    <div className="flex flex-wrap gap-2">
      <SearchField
        label="Search in questions, phrasings and answers"
        placeholder="Search in questions and answers …"
        command="Search pairs"
        text={shown.text}
        onLook={(text) => show({ ...shown, text })}
      />
      <OrderChoice orders={ORDERS} order={shown.sort} onChoose={(sort) => show({ ...shown, sort })} />
      {children}
    </div>
    <FilterRow
      kinds={FILTER_KINDS}
      filters={shown.filters}
      usual="tag"
      suggestions={suggestions}
      onChange={(filters) => show({ ...shown, filters })}
      onClear={isFiltered(shown) ? () => show(withoutFilters(shown)) : undefined}
    />
  </div>
);
