import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../controls/button.tsx';
import { type FieldErrors, FieldErrorsContext, missingIn } from './field-errors.ts';
import type { Submit } from './use-submit.ts';

/** What was filled in. A field that was left out is an empty text. */
export type Filled = (name: string) => string;

interface FormProps {
  readonly label: string;
  readonly submit: Submit;
  /** On the button, as "Sign in". */
  readonly act: string;
  readonly onFilled: (filled: Filled, form: HTMLFormElement) => void;
  readonly children: ReactNode;
  /** Beside the button. */
  readonly beside?: ReactNode;
  /** One field and its button beside each other. */
  readonly isRow?: boolean;
  /** Why it cannot be sent; undefined when it can. */
  readonly impossible?: string | undefined;
}

const NOTHING: FieldErrors = {};

const filledIn = (form: HTMLFormElement): Filled => {
  const data = new FormData(form);
  return (name) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
};

const isEmpty = (errors: FieldErrors): boolean => Object.keys(errors).length === 0;

/** Fields and a button. What is the matter stands at the field it is about, which takes the focus, or above the button. */
export const Form = ({ label, submit, act, onFilled, children, beside, isRow = false, impossible }: FormProps) => {
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState(NOTHING);
  const errors = isEmpty(missing) ? submit.fields : missing;
  useEffect(() => {
    if (!isEmpty(errors)) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [errors]);
  return (
    <form
      ref={form}
      aria-label={label}
      noValidate
      className={isRow ? 'flex min-w-0 flex-wrap items-end gap-3 *:first:grow' : 'grid min-w-0 gap-4'}
      onSubmit={(event) => {
        event.preventDefault();
        if (submit.isRunning || impossible !== undefined) return;
        const lacking = missingIn(event.currentTarget);
        setMissing(lacking);
        if (isEmpty(lacking)) onFilled(filledIn(event.currentTarget), event.currentTarget);
      }}
    >
      <FieldErrorsContext value={errors}>{children}</FieldErrorsContext>
      {submit.refusal !== undefined && isEmpty(missing) && (
        <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad wrap-anywhere">
          {submit.refusal}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" look="primary" aria-disabled={submit.isRunning || impossible !== undefined}>
          {submit.isRunning ? 'One moment …' : act}
        </Button>
        {impossible === undefined ? beside : <span className="text-muted">{impossible}</span>}
      </div>
    </form>
  );
};
