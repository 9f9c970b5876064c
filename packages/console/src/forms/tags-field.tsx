import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { CloseIcon } from '../look/icons.tsx';
import { FieldFrame } from './field-frame.tsx';

interface TagsFieldProps {
  readonly label: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
  readonly suggestions?: readonly string[];
  readonly hint?: ReactNode;
  readonly isFirst?: boolean;
}

const LONGEST = 100;
const NONE: readonly string[] = [];

const joined = (tags: readonly string[], typed: string): readonly string[] => {
  const more = typed
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  return [...new Set([...tags, ...more])];
};

const Chip = ({ tag, onRemove }: { readonly tag: string; readonly onRemove: () => void }) => (
  <li className="inline-flex max-w-full items-center rounded-full border border-line bg-sunken pl-2 text-small">
    <span className="min-w-0 truncate">{tag}</span>
    <button
      type="button"
      aria-label={`Take away ${tag}`}
      onClick={onRemove}
      className="grid size-6 shrink-0 place-items-center rounded-full text-muted hover:text-ink"
    >
      <CloseIcon />
    </button>
  </li>
);

/** Some short words. Enter or a comma ends one, Backspace in the empty field takes the last away. */
export const TagsField = ({ label, name, tags, onChange, suggestions = NONE, hint, isFirst }: TagsFieldProps) => {
  const [typed, setTyped] = useState('');
  const listId = useId();
  const hasFocused = useRef(false);
  const take = (text: string): void => {
    setTyped('');
    const next = joined(tags, text);
    if (next.length > tags.length) onChange(next);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault();
      take(typed);
    } else if (event.key === 'Backspace' && typed === '' && tags.length > 0) onChange(tags.slice(0, -1));
  };
  return (
    <FieldFrame label={label} name={name} hint={hint}>
      {(tied) => (
        <div className="flex min-h-9 min-w-0 flex-wrap items-center gap-1 rounded-control border border-faint bg-surface px-1.5 py-1 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent has-[[aria-invalid]]:border-bad">
          {tags.length > 0 && (
            <ul aria-label={`${label} so far`} className="contents">
              {tags.map((tag) => (
                <Chip key={tag} tag={tag} onRemove={() => onChange(tags.filter((one) => one !== tag))} />
              ))}
            </ul>
          )}
          <input
            {...tied}
            ref={(field) => {
              if (isFirst === true && !hasFocused.current) field?.focus();
              hasFocused.current = true;
            }}
            list={listId}
            autoComplete="off"
            maxLength={LONGEST}
            value={typed}
            onChange={({ target }) => (target.value.includes(',') ? take(target.value) : setTyped(target.value))}
            onKeyDown={press}
            onBlur={() => take(typed)}
            className="min-h-6 min-w-24 grow bg-surface px-1 outline-none"
          />
          <datalist id={listId}>
            {suggestions
              .filter((one) => !tags.includes(one))
              .map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
          </datalist>
        </div>
      )}
    </FieldFrame>
  );
};
