import { useEffect, useId, useRef } from 'react';
import type { FilterKind } from './filter-kind.ts';

export const CONTROL =
  'min-h-8 min-w-0 rounded-control border border-faint bg-surface px-2 text-ink aria-invalid:border-bad';

interface ValueFieldProps {
  readonly kind: FilterKind;
  readonly word: string;
  readonly isWrong: boolean;
  readonly hintId: string;
  readonly suggestions: readonly string[];
  readonly onType: (typed: string) => void;
}

const ChosenValue = ({ kind, word, onType }: ValueFieldProps) => (
  <select
    aria-label="Value"
    value={word}
    onChange={({ target }) => onType(target.value)}
    className={`${CONTROL} grow basis-40`}
  >
    {kind.choices?.map(([value, words]) => (
      <option key={value} value={value}>
        {words}
      </option>
    ))}
  </select>
);

const TypedValue = ({ kind: { unit, isNumber }, word, isWrong, hintId, suggestions, onType }: ValueFieldProps) => {
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
        onChange={({ target }) => onType(target.value)}
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

/** The value of a filter: chosen where there are only so many, typed with suggestions where not. */
export const ValueField = (props: ValueFieldProps) =>
  props.kind.choices === undefined ? <TypedValue {...props} /> : <ChosenValue {...props} />;
