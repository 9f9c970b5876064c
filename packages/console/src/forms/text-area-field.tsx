import type { ComponentProps, ReactNode } from 'react';
import { CONTROL, FieldFrame } from './field-frame.tsx';

interface TextAreaFieldProps extends Omit<ComponentProps<'textarea'>, 'className' | 'id' | 'name'> {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
}

export const TextAreaField = ({ label, name, hint, ...rest }: TextAreaFieldProps) => (
  <FieldFrame label={label} name={name} hint={hint}>
    {(tied) => <textarea {...rest} {...tied} className={`${CONTROL} py-2 font-mono text-small`} />}
  </FieldFrame>
);
