import type { TraceFacets } from '@holdfast/protocol/traces/overview';
import type { TraceSort } from '@holdfast/protocol/traces/traces';
import type { ReactNode } from 'react';
import { OrderChoice } from '../../controls/order-choice.tsx';
import { SearchField } from '../../controls/search-field.tsx';
import { FilterRow } from '../../filters/filter-row.tsx';
import { FILTER_KINDS, valuesOf } from './filter-kinds.ts';
import { isFiltered, type ShownTraces, withoutFilters } from './shown-traces.ts';
import { TimeChoice } from './time-choice.tsx';

const ORDERS: readonly (readonly [TraceSort, string])[] = [
  ['-start', 'Latest first'],
  ['start', 'Oldest first'],
  ['-duration', 'Longest first'],
  ['-cost', 'Dearest first'],
  ['-tokens', 'Most tokens first'],
  ['-spans', 'Most spans first'],
];

interface FilterBarProps {
  readonly shown: ShownTraces;
  readonly facets: TraceFacets | undefined;
  readonly show: (shown: ShownTraces) => void;
  /** The saved views. */
  readonly views: ReactNode;
}

/** What is shown of all traces: text, time, order, and filters as chips. */
export const FilterBar = ({ shown, facets, show, views }: FilterBarProps) => (
  <div className="grid gap-2 px-4 pt-4 md:px-6">
    <div className="flex flex-wrap gap-2">
      <SearchField
        label="Search in names, input, output, sessions and users"
        placeholder="Search in names, input, output …"
        command="Search traces"
        text={shown.q}
        onLook={(q) => show({ ...shown, q })}
      />
      <TimeChoice shown={shown} show={show} />
      <OrderChoice orders={ORDERS} order={shown.sort} onChoose={(sort) => show({ ...shown, sort })} />
    </div>
    <FilterRow
      kinds={FILTER_KINDS}
      filters={shown.filters}
      usual="service"
      suggestions={(name) => valuesOf(name, facets)}
      onChange={(filters) => show({ ...shown, filters })}
      onClear={isFiltered(shown) ? () => show(withoutFilters(shown)) : undefined}
    >
      {views}
    </FilterRow>
  </div>
);
