import { type ReactNode, useEffect, useId, useRef } from 'react';
import { CONTROL } from '../../forms/field-frame.tsx';
import { ArgumentList } from './argument-list.tsx';
import { isSameJson } from './same-json.ts';
import { readTyped } from './typed-arguments.ts';

interface ArgumentsEditorProps {
  readonly present: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly onType: (text: string) => void;
  /** What can be done with them. */
  readonly children: ReactNode;
}

const Outcome = ({ present, text }: Pick<ArgumentsEditorProps, 'present' | 'text'>) => {
  const typed = readTyped(text);
  if (!typed.isValid) return <p className="text-bad wrap-anywhere">{typed.why}</p>;
  if (isSameJson(typed.value, present)) return <p className="text-muted">Nothing is different yet.</p>;
  return (
    <div className="overflow-hidden rounded-control border border-line">
      <ArgumentList is={typed.value} was={present} />
    </div>
  );
};

/** Other arguments, as JSON, and at once what would be different. */
export const ArgumentsEditor = ({ present, text, onType, children }: ArgumentsEditorProps) => {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isValid = readTyped(text).isValid;
  return (
    <div className="grid gap-3 p-4">
      <label htmlFor={id} className="font-semibold">
        Arguments as JSON
      </label>
      <textarea
        ref={field}
        id={id}
        value={text}
        onChange={({ target }) => onType(target.value)}
        rows={Math.min(20, Math.max(5, text.split('\n').length))}
        spellCheck={false}
        aria-describedby={`${id}-outcome`}
        {...(!isValid && { 'aria-invalid': true })}
        className={`${CONTROL} py-2 font-mono text-small`}
      />
      <div id={`${id}-outcome`} role="status">
        <Outcome present={present} text={text} />
      </div>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  );
};
