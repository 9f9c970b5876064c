import { type ReactNode, useRef, useState } from 'react';
import { ChosenFilter } from '../controls/chosen-filter.tsx';
import { PlusIcon } from '../look/icons.tsx';
import { type ChosenFilters, chosenOf, withFilter } from './chosen-filters.ts';
import { FilterEditor } from './filter-editor.tsx';
import { type FilterKinds, filterWords } from './filter-kind.ts';

interface FilterRowProps<Name extends string> {
  readonly kinds: FilterKinds<Name>;
  readonly filters: ChosenFilters<Name>;
  /** What a new filter is offered to be by. */
  readonly usual: Name;
  readonly suggestions: (name: Name) => readonly string[];
  readonly onChange: (filters: ChosenFilters<Name>) => void;
  /** Undefined when there is nothing to clear. */
  readonly onClear: (() => void) | undefined;
  /** Between the chips and the editor. */
  readonly children?: ReactNode;
}

/** Filters as chips, and one more. */
export const FilterRow = <Name extends string>(props: FilterRowProps<Name>) => {
  const { kinds, filters, usual, suggestions, onChange, onClear, children } = props;
  const [edited, setEdited] = useState<Name | 'new' | undefined>(undefined);
  const add = useRef<HTMLButtonElement>(null);
  const without = (name: Name): ChosenFilters<Name> => withFilter({ filters }, name, undefined).filters;
  const done = (chosen: readonly [Name, string] | undefined): void => {
    setEdited(undefined);
    add.current?.focus({ preventScroll: true });
    if (chosen === undefined || edited === undefined) return;
    onChange(withFilter({ filters: edited === 'new' ? filters : without(edited) }, ...chosen).filters);
  };
  return (
    <>
      <ul aria-label="Filters" className="flex min-w-0 flex-wrap items-center gap-1.5">
        {chosenOf(kinds, filters).map(([name, word]) => (
          <ChosenFilter
            key={name}
            words={filterWords(kinds[name], word)}
            onEdit={() => setEdited(name)}
            onRemove={() => onChange(without(name))}
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
        {onClear !== undefined && (
          <li>
            <button
              type="button"
              onClick={onClear}
              className="rounded-control px-1 text-small text-accent underline underline-offset-2"
            >
              Clear
            </button>
          </li>
        )}
      </ul>
      {children}
      {edited !== undefined && (
        <FilterEditor
          key={edited}
          kinds={kinds}
          name={edited === 'new' ? usual : edited}
          value={edited === 'new' ? undefined : filters[edited]}
          suggestions={suggestions}
          onDone={done}
        />
      )}
    </>
  );
};
