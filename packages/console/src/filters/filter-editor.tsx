import { useId, useState } from 'react';
import { Button } from '../controls/button.tsx';
import { type FilterKind, type FilterKinds, namesOf } from './filter-kind.ts';
import { CONTROL, ValueField } from './value-field.tsx';

interface FilterEditorProps<Name extends string> {
  readonly kinds: FilterKinds<Name>;
  /** What it begins with. */
  readonly name: Name;
  readonly value: string | undefined;
  /** Values that are known of. */
  readonly suggestions: (name: Name) => readonly string[];
  /** Undefined when nothing is to change. */
  readonly onDone: (chosen: readonly [Name, string] | undefined) => void;
}

const hintOf = ({ hint, isNumber }: FilterKind, isWrong: boolean): string | undefined =>
  isWrong
    ? `This is no value for it. ${hint ?? (isNumber === true ? 'Give a number.' : 'Give up to 200 characters.')}`
    : hint;

const firstOf = ({ choices }: FilterKind): string => choices?.[0]?.[0] ?? '';

/** One filter: by what, and its value. */
export const FilterEditor = <Name extends string>(props: FilterEditorProps<Name>) => {
  const { kinds, suggestions, onDone } = props;
  const [name, setName] = useState(props.name);
  const [word, setWord] = useState(props.value ?? firstOf(kinds[name]));
  const [isWrong, setIsWrong] = useState(false);
  const id = useId();
  const kind = kinds[name];
  const choose = (next: Name): void => {
    setName(next);
    if (kind.choices !== undefined || kinds[next].choices !== undefined) setWord(firstOf(kinds[next]));
    setIsWrong(false);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves it, as it leaves a dialog
    <form
      aria-label={props.value === undefined ? 'Add a filter' : 'Change a filter'}
      className="flex flex-wrap items-center gap-2 rounded-panel border border-line bg-surface p-2"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onDone(undefined);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (kind.takes(word.trim())) onDone([name, word.trim()]);
        else setIsWrong(true);
      }}
    >
      <select aria-label="By" value={name} onChange={({ target }) => choose(target.value as Name)} className={CONTROL}>
        {namesOf(kinds).map((one) => (
          <option key={one} value={one}>
            {kinds[one].label}
          </option>
        ))}
      </select>
      <ValueField
        key={name}
        kind={kind}
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
        {hintOf(kind, isWrong)}
      </span>
    </form>
  );
};
