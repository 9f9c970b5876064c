import type { ComponentProps, ReactNode } from 'react';
import { CONTROL, FieldFrame } from './field-frame.tsx';

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'className' | 'id' | 'name' | 'children'> {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
  readonly choices: readonly (readonly [value: string, label: string])[];
}

export const SelectField = ({ label, name, hint, choices, ...rest }: SelectFieldProps) => (
  <FieldFrame label={label} name={name} hint={hint}>
    {(tied) => (
      <select {...rest} {...tied} className={CONTROL}>
        {choices.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    )}
  </FieldFrame>
);
