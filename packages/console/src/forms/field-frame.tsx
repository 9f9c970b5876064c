import { type ReactNode, useId } from 'react';
import { useFieldError } from './field-errors.ts';

/** How a control is tied to its label, its hint, and what is the matter with it. */
export interface Tied {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

interface FieldFrameProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
  readonly children: (tied: Tied) => ReactNode;
}

export const CONTROL =
  'min-h-9 w-full min-w-0 rounded-control border border-faint bg-surface px-3 text-ink placeholder:text-faint aria-invalid:border-bad [[readonly]]:bg-sunken';

/** A label above its control, and below it what helps and what is the matter. */
export const FieldFrame = ({ label, name, hint, children }: FieldFrameProps) => {
  const id = useId();
  const error = useFieldError(name);
  const described = [hint === undefined ? [] : `${id}-hint`, error === undefined ? [] : `${id}-error`].flat().join(' ');
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="justify-self-start font-semibold">
        {label}
      </label>
      {children({
        id,
        name,
        ...(described !== '' && { 'aria-describedby': described }),
        ...(error !== undefined && { 'aria-invalid': true }),
      })}
      {error !== undefined && (
        <p id={`${id}-error`} className="text-small text-bad wrap-anywhere">
          {error}
        </p>
      )}
      {hint !== undefined && (
        <div id={`${id}-hint`} className="text-small text-muted wrap-anywhere">
          {hint}
        </div>
      )}
    </div>
  );
};
