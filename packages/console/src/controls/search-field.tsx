import { useEffect, useMemo, useRef } from 'react';
import type { Command } from '../commands/command.ts';
import { useOffer } from '../commands/command-store.ts';

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  /** What `/` does, in the palette. */
  readonly command: string;
  /** What is looked for; undefined for nothing. */
  readonly text: string | undefined;
  readonly onLook: (text: string | undefined) => void;
}

/** A text to look for in a list. Enter or leaving the field looks for it, `/` goes to it. */
export const SearchField = ({ label, placeholder, command, text, onLook }: SearchFieldProps) => {
  const field = useRef<HTMLInputElement>(null);
  const commands = useMemo(
    () =>
      [
        { id: 'search', label: command, group: 'This page', keys: '/', run: () => field.current?.focus() },
      ] satisfies readonly Command[],
    [command],
  );
  useOffer(commands);
  useEffect(() => {
    if (field.current !== null && field.current !== document.activeElement) field.current.value = text ?? '';
  }, [text]);
  const look = (typed: string): void => {
    const next = typed.trim() === '' ? undefined : typed.trim();
    if (next !== text) onLook(next);
  };
  return (
    <form
      role="search"
      className="min-w-0 grow basis-60"
      onSubmit={(event) => {
        event.preventDefault();
        look(field.current?.value ?? '');
      }}
    >
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        defaultValue={text ?? ''}
        maxLength={200}
        onBlur={(event) => look(event.target.value)}
        className="min-h-8 w-full min-w-0 rounded-control border border-faint bg-surface px-2 text-ink placeholder:text-faint"
      />
    </form>
  );
};
