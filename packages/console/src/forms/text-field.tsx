import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react';
import { CONTROL, FieldFrame } from './field-frame.tsx';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'className' | 'id' | 'name' | 'autoFocus'> {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
  /** Takes the focus when it appears: the first thing to do on a page or in a dialog that is for nothing else. */
  readonly isFirst?: boolean;
}

export const TextField = ({ label, name, hint, isFirst = false, ...rest }: TextFieldProps) => {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst) field.current?.focus();
  }, [isFirst]);
  return (
    <FieldFrame label={label} name={name} hint={hint}>
      {(tied) => <input {...rest} {...tied} ref={field} className={CONTROL} />}
    </FieldFrame>
  );
};
