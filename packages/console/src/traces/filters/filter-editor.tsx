import type { TraceFacets } from '@holdfast/protocol/traces/overview';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { FILTER_KINDS, FILTER_NAMES, type FilterKind, type FilterName, readFilter } from './filter-kinds.ts';
import { type ShownTraces, withFilter } from './shown-traces.ts';

const CONTROL = 'min-h-8 min-w-0 rounded-control border border-faint bg-surface px-2 text-ink aria-invalid:border-bad';

const hintOf = ({ hint, isNumber }: FilterKind, isWrong: boolean): string | undefined =>
  isWrong
    ? `This is no value for it. ${hint ?? (isNumber === true ? 'Give a number.' : 'Give up to 200 characters.')}`
    : hint;

const valuesOf = ({ facet }: FilterKind, facets: TraceFacets | undefined): readonly string[] =>
  facet === undefined ? [] : (facets?.[facet] ?? []).map(({ value }) => value);

interface ValueFieldProps {
  readonly kind: FilterKind;
  readonly word: string;
  readonly isWrong: boolean;
  readonly hintId: string;
  readonly suggestions: readonly string[];
  readonly onType: (typed: string) => void;
}

const ValueField = ({ kind: { unit, isNumber }, word, isWrong, hintId, suggestions, onType }: ValueFieldProps) => {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <input
        ref={field}
        aria-label={unit === undefined ? 'Value' : `Value in ${unit}`}
        aria-invalid={isWrong}
        aria-describedby={hintId}
        list={id}
        inputMode={isNumber === true ? 'decimal' : 'text'}
        autoComplete="off"
        value={word}
        onChange={(event) => onType(event.target.value)}
        className={`${CONTROL} grow basis-40`}
      />
      {unit !== undefined && <span className="text-small text-muted">{unit}</span>}
      <datalist id={id}>
        {suggestions.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </datalist>
    </>
  );
};

interface FilterEditorProps {
  /** The filter that is changed; undefined for a new one. */
  readonly name: FilterName | undefined;
  readonly shown: ShownTraces;
  readonly facets: TraceFacets | undefined;
  /** Undefined when nothing is to change. */
  readonly onDone: (next: ShownTraces | undefined) => void;
}

/** One filter: by what, and its value, with values that there are as suggestions. */
export const FilterEditor = ({ name: given, shown, facets, onDone }: FilterEditorProps) => {
  const [name, setName] = useState<FilterName>(given ?? 'service');
  const [word, setWord] = useState(given === undefined ? '' : (shown.filters[given] ?? ''));
  const [isWrong, setIsWrong] = useState(false);
  const id = useId();
  const kind = FILTER_KINDS[name];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves it, as it leaves a dialog
    <form
      aria-label={given === undefined ? 'Add a filter' : 'Change a filter'}
      className="flex flex-wrap items-center gap-2 rounded-panel border border-line bg-surface p-2"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone(undefined);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (readFilter(name, word.trim()) === undefined) setIsWrong(true);
        else onDone(withFilter(given === undefined ? shown : withFilter(shown, given, undefined), name, word.trim()));
      }}
    >
      <select
        aria-label="By"
        value={name}
        onChange={(event) => {
          setName(event.target.value as FilterName);
          setIsWrong(false);
        }}
        className={CONTROL}
      >
        {FILTER_NAMES.map((one) => (
          <option key={one} value={one}>
            {FILTER_KINDS[one].label}
          </option>
        ))}
      </select>
      <ValueField
        kind={kind}
        word={word}
        isWrong={isWrong}
        hintId={`${id}-hint`}
        suggestions={valuesOf(kind, facets)}
        onType={(typed) => {
          setWord(typed);
          setIsWrong(false);
        }}
      />
      <Button type="submit" look="primary">
        Apply
      </Button>
      <Button onClick={() => onDone(undefined)}>Cancel</Button>
      <span
        id={`${id}-hint`}
        role="status"
        className={`basis-full text-small empty:hidden ${isWrong ? 'text-bad' : 'text-muted'}`}
      >
        {hintOf(kind, isWrong)}
      </span>
    </form>
  );
};
