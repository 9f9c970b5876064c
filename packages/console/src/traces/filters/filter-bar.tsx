import type { TraceFacets } from '@holdfast/protocol/traces/overview';
import type { TraceSort } from '@holdfast/protocol/traces/traces';
import { type ReactNode, useRef, useState } from 'react';
import { ChosenFilter } from '../../controls/chosen-filter.tsx';
import { SearchField } from '../../controls/search-field.tsx';
import { PlusIcon } from '../../look/icons.tsx';
import { FilterEditor } from './filter-editor.tsx';
import { FILTER_NAMES, type FilterName, filterWords } from './filter-kinds.ts';
import { isFiltered, type ShownTraces, withFilter, withoutFilters } from './shown-traces.ts';
import { TimeChoice } from './time-choice.tsx';

const SORTS: readonly (readonly [TraceSort, string])[] = [
  ['-start', 'Latest first'],
  ['start', 'Oldest first'],
  ['-duration', 'Longest first'],
  ['-cost', 'Dearest first'],
  ['-tokens', 'Most tokens first'],
  ['-spans', 'Most spans first'],
];

const CONTROL = 'min-h-8 min-w-0 rounded-control border border-faint bg-surface px-2 text-ink placeholder:text-faint';

export interface FilterBarProps {
  readonly shown: ShownTraces;
  readonly facets: TraceFacets | undefined;
  readonly show: (shown: ShownTraces) => void;
  /** The saved views. */
  readonly views: ReactNode;
}

/** Text, time and order. */
const Choices = ({ shown, show }: Pick<FilterBarProps, 'shown' | 'show'>) => (
  <div className="flex flex-wrap gap-2">
    <SearchField
      label="Search in names, input, output, sessions and users"
      placeholder="Search in names, input, output …"
      command="Search traces"
      text={shown.q}
      onLook={(q) => show({ ...shown, q })}
    />
    <TimeChoice shown={shown} show={show} />
    <select
      aria-label="Order"
      value={shown.sort}
      onChange={(event) => show({ ...shown, sort: event.target.value as TraceSort })}
      className={`${CONTROL} grow sm:grow-0`}
    >
      {SORTS.map(([sort, label]) => (
        <option key={sort} value={sort}>
          {label}
        </option>
      ))}
    </select>
  </div>
);

/** What is shown of all traces: text, time, order, and filters as chips. */
export const FilterBar = ({ shown, facets, show, views }: FilterBarProps) => {
  const [edited, setEdited] = useState<FilterName | 'new' | undefined>(undefined);
  const add = useRef<HTMLButtonElement>(null);
  const done = (next: ShownTraces | undefined): void => {
    setEdited(undefined);
    add.current?.focus({ preventScroll: true });
    if (next !== undefined) show(next);
  };
  const chosen = FILTER_NAMES.filter((name) => shown.filters[name] !== undefined);
  return (
    <div className="grid gap-2 px-4 pt-4 md:px-6">
      <Choices shown={shown} show={show} />
      <ul aria-label="Filters" className="flex min-w-0 flex-wrap items-center gap-1.5">
        {chosen.map((name) => (
          <ChosenFilter
            key={name}
            words={filterWords(name, shown.filters[name] ?? '')}
            onEdit={() => setEdited(name)}
            onRemove={() => show(withFilter(shown, name, undefined))}
          />
        ))}
        <li>
          <button
            ref={add}
            type="button"
            aria-expanded={edited === 'new'}
            onClick={() => setEdited(edited === 'new' ? undefined : 'new')}
            className="inline-flex min-h-6 items-center gap-1 rounded-full border border-line bg-surface pr-2.5 pl-1.5 text-small text-muted hover:border-line-strong hover:text-ink"
          >
            <PlusIcon /> Filter
          </button>
        </li>
        {isFiltered(shown) && (
          <li>
            <button
              type="button"
              onClick={() => show(withoutFilters(shown))}
              className="rounded-control px-1 text-small text-accent underline underline-offset-2"
            >
              Clear
            </button>
          </li>
        )}
      </ul>
      {views}
      {edited !== undefined && (
        <FilterEditor
          key={edited}
          name={edited === 'new' ? undefined : edited}
          shown={shown}
          facets={facets}
          onDone={done}
        />
      )}
    </div>
  );
};
