import { useState } from 'react';
import { CheckIcon, RingIcon } from '../look/icons.tsx';
import { lengthOf, PASSWORD_SHORTEST } from './password-rules.ts';
import { PasswordField } from './password-field.tsx';

interface NewPasswordFieldProps {
  readonly label?: string;
  readonly name?: string;
  readonly isFirst?: boolean;
}

/** A password to be made, with what it must be like, ticked off as it is typed. */
export const NewPasswordField = ({ label = 'Password', name = 'password', isFirst }: NewPasswordFieldProps) => {
  const [length, setLength] = useState(0);
  const isLongEnough = length >= PASSWORD_SHORTEST;
  return (
    <PasswordField
      label={label}
      name={name}
      autoComplete="new-password"
      {...(isFirst !== undefined && { isFirst })}
      onInput={(value) => setLength(lengthOf(value))}
      hint={
        <span className={`flex items-center gap-1.5 ${isLongEnough ? 'text-ok' : ''}`}>
          {isLongEnough ? <CheckIcon /> : <RingIcon />}
          {PASSWORD_SHORTEST} characters or more{length > 0 && !isLongEnough && `, ${length} so far`}. A few words in a
          row are easy to keep in mind.
        </span>
      }
    />
  );
};
