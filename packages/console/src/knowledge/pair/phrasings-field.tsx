import { LONGEST_QUESTION, MOST_PHRASINGS } from '@holdfast/protocol/knowledge/limits';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { TextButton } from '../../controls/text-button.tsx';
import { CONTROL } from '../../forms/field-frame.tsx';
import { useFieldError } from '../../forms/field-errors.ts';
import { CloseIcon } from '../../look/icons.tsx';
import { IconButton } from '../../controls/icon-button.tsx';

interface PhrasingsFieldProps {
  readonly phrasings: readonly string[];
  readonly onChange: (phrasings: readonly string[]) => void;
}

/** Further ways to ask the same, each in a field of its own. Enter goes on to the next. */
export const PhrasingsField = ({ phrasings, onChange }: PhrasingsFieldProps) => {
  const id = useId();
  const error = useFieldError('phrasings');
  const list = useRef<HTMLUListElement>(null);
  const [added, setAdded] = useState(0);
  useEffect(() => {
    if (added > 0) list.current?.querySelector<HTMLElement>('li:last-child textarea')?.focus();
  }, [added]);
  const add = (): void => {
    onChange([...phrasings, '']);
    setAdded(added + 1);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    add();
  };
  return (
    <div role="group" aria-labelledby={id} className="grid min-w-0 gap-1.5">
      <span id={id} className="font-semibold">
        Further phrasings
      </span>
      {error !== undefined && <p className="text-small text-bad">{error}</p>}
      <ul ref={list} className="grid gap-1.5 empty:hidden">
        {phrasings.map((phrasing, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a field is its place: its text is what changes
          <li key={index} className="flex items-start gap-1">
            <textarea
              rows={1}
              aria-label={`Phrasing ${index + 1}`}
              {...(error !== undefined && { 'aria-invalid': true })}
              maxLength={LONGEST_QUESTION}
              value={phrasing}
              onChange={({ target }) => onChange(phrasings.with(index, target.value))}
              onKeyDown={press}
              className={`${CONTROL} field-sizing-content py-1.5`}
            />
            <IconButton
              label={`Take away phrasing ${index + 1}`}
              icon={<CloseIcon />}
              onClick={() => onChange(phrasings.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ul>
      {phrasings.length < MOST_PHRASINGS && <TextButton onClick={add}>Add a phrasing</TextButton>}
      <span className="text-small text-muted">Other ways to ask the same. Search finds the pair by each of them.</span>
    </div>
  );
};
