import { type ReactNode, useEffect, useRef, useState } from 'react';
import { CONTROL, FieldFrame } from './field-frame.tsx';

interface PasswordFieldProps {
  readonly label: string;
  readonly name: string;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly hint?: ReactNode;
  readonly isFirst?: boolean;
  readonly onInput?: (value: string) => void;
}

/** A password that can be looked at. It may be pasted, and managers may fill it in. */
export const PasswordField = ({ label, name, autoComplete, hint, isFirst = false, onInput }: PasswordFieldProps) => {
  const [isShown, setIsShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst) field.current?.focus();
  }, [isFirst]);
  return (
    <FieldFrame label={label} name={name} hint={hint}>
      {(tied) => (
        <div className="relative">
          <input
            {...tied}
            ref={field}
            type={isShown ? 'text' : 'password'}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={2048}
            onInput={(event) => onInput?.(event.currentTarget.value)}
            className={`${CONTROL} pr-16!`}
          />
          <button
            type="button"
            aria-pressed={isShown}
            aria-label={`Show ${label.toLowerCase()}`}
            onClick={() => setIsShown(!isShown)}
            className="absolute inset-y-1 right-1 rounded-control px-2 text-small text-muted hover:bg-sunken hover:text-ink"
          >
            {isShown ? 'Hide' : 'Show'}
          </button>
        </div>
      )}
    </FieldFrame>
  );
};
