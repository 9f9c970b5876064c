import { type ReactNode, useRef, useState } from 'react';
import { ChosenFilter } from '../../controls/chosen-filter.tsx';
import { SearchField } from '../../controls/search-field.tsx';
import { PlusIcon } from '../../look/icons.tsx';
import { FilterEditor } from './filter-editor.tsx';
import { FILTER_NAMES, type FilterName, filterWords } from './filter-kinds.ts';
import { isFiltered, type PairSort, type ShownPairs, withFilter, withoutFilters } from './shown-pairs.ts';

const SORTS: readonly (readonly [PairSort, string])[] = [
  ['newest', 'Newest first'],
  ['oldest', 'Oldest first'],
  ['changed', 'Changed last first'],
  ['question', 'By question'],
];

const CONTROL = 'min-h-8 min-w-0 rounded-control border border-faint bg-surface px-2 text-ink';

interface FilterBarProps {
  readonly shown: ShownPairs;
  readonly suggestions: (name: FilterName) => readonly string[];
  readonly show: (shown: ShownPairs) => void;
  /** What can be done with what is shown. */
  readonly children?: ReactNode;
}

/** Text and order. */
const Choices = ({ shown, show, children }: Pick<FilterBarProps, 'shown' | 'show' | 'children'>) => (
  <div className="flex flex-wrap gap-2">
    <SearchField
      label="Search in questions, phrasings and answers"
      placeholder="Search in questions and answers …"
      command="Search pairs"
      text={shown.text}
      onLook={(text) => show({ ...shown, text })}
    />
    <select
      aria-label="Order"
      value={shown.sort}
      onChange={({ target }) => show({ ...shown, sort: target.value as PairSort })}
      className={`${CONTROL} grow sm:grow-0`}
    >
      {SORTS.map(([sort, label]) => (
        <option key={sort} value={sort}>
          {label}
        </option>
      ))}
    </select>
    {children}
  </div>
);

/** What is shown of all pairs: text, order, and filters as chips. */
export const FilterBar = ({ shown, suggestions, show, children }: FilterBarProps) => {
  const [edited, setEdited] = useState<FilterName | 'new' | undefined>(undefined);
  const add = useRef<HTMLButtonElement>(null);
  const done = (next: ShownPairs | undefined): void => {
    setEdited(undefined);
    add.current?.focus({ preventScroll: true });
    if (next !== undefined) show(next);
  };
  const chosen = FILTER_NAMES.filter((name) => shown.filters[name] !== undefined);
  return (
    <div className="grid gap-2 px-4 pt-4 md:px-6">
      <Choices shown={shown} show={show}>
        {children}
      </Choices>
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
      {edited !== undefined && (
        <FilterEditor
          key={edited}
          name={edited === 'new' ? undefined : edited}
          shown={shown}
          suggestions={suggestions}
          onDone={done}
        />
      )}
    </div>
  );
};
