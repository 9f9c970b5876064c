import { useId, useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { FILTER_KINDS, FILTER_NAMES, type FilterName, isFilter } from './filter-kinds.ts';
import { type ShownPairs, withFilter } from './shown-pairs.ts';

const CONTROL = 'min-h-8 min-w-0 rounded-control border border-faint bg-surface px-2 text-ink aria-invalid:border-bad';

interface FilterEditorProps {
  /** The filter that is changed; undefined for a new one. */
  readonly name: FilterName | undefined;
  readonly shown: ShownPairs;
  /** Values that are known of, by filter. */
  readonly suggestions: (name: FilterName) => readonly string[];
  /** Undefined when nothing is to change. */
  readonly onDone: (next: ShownPairs | undefined) => void;
}

interface ValueProps {
  readonly name: FilterName;
  readonly word: string;
  readonly isWrong: boolean;
  readonly hintId: string;
  readonly suggestions: readonly string[];
  readonly onType: (typed: string) => void;
}

const Value = ({ name, word, isWrong, hintId, suggestions, onType }: ValueProps) => {
  const id = useId();
  const { choices } = FILTER_KINDS[name];
  if (choices !== undefined) {
    return (
      <select
        aria-label="Value"
        value={word}
        onChange={({ target }) => onType(target.value)}
        className={`${CONTROL} grow basis-40`}
      >
        {choices.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    );
  }
  return (
    <>
      <input
        ref={(field) => field?.focus()}
        aria-label="Value"
        aria-invalid={isWrong}
        aria-describedby={hintId}
        list={id}
        autoComplete="off"
        value={word}
        onChange={({ target }) => onType(target.value)}
        className={`${CONTROL} grow basis-40`}
      />
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

const ByWhat = ({ name, onChoose }: { readonly name: FilterName; readonly onChoose: (name: FilterName) => void }) => (
  <select
    aria-label="By"
    value={name}
    onChange={({ target }) => onChoose(target.value as FilterName)}
    className={CONTROL}
  >
    {FILTER_NAMES.map((one) => (
      <option key={one} value={one}>
        {FILTER_KINDS[one].label}
      </option>
    ))}
  </select>
);

const firstOf = (name: FilterName): string => FILTER_KINDS[name].choices?.[0]?.[0] ?? '';

/** One filter: by what, and its value. */
export const FilterEditor = ({ name: given, shown, suggestions, onDone }: FilterEditorProps) => {
  const [name, setName] = useState<FilterName>(given ?? 'tag');
  const [word, setWord] = useState(given === undefined ? '' : (shown.filters[given] ?? ''));
  const [isWrong, setIsWrong] = useState(false);
  const id = useId();
  const { hint } = FILTER_KINDS[name];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves it, as it leaves a dialog
    <form
      aria-label={given === undefined ? 'Add a filter' : 'Change a filter'}
      className="flex flex-wrap items-center gap-2 rounded-panel border border-line bg-surface p-2"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onDone(undefined);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isFilter(name, word)) setIsWrong(true);
        else onDone(withFilter(given === undefined ? shown : withFilter(shown, given, undefined), name, word));
      }}
    >
      <ByWhat
        name={name}
        onChoose={(next) => {
          setName(next);
          setWord(firstOf(next));
          setIsWrong(false);
        }}
      />
      <Value
        key={name}
        name={name}
        word={word}
        isWrong={isWrong}
        hintId={`${id}-hint`}
        suggestions={suggestions(name)}
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
        {isWrong ? `This is no value for it. ${hint ?? 'Give a few characters.'}` : hint}
      </span>
    </form>
  );
};
