import type { ReactNode } from 'react';
import { localMoment } from '../text/local-moment.ts';
import { CONTROL, FieldFrame } from './field-frame.tsx';

interface MomentFieldProps {
  readonly label: string;
  readonly name: string;
  readonly at: string | null;
  readonly hint?: ReactNode;
}

/** A day and a time, in the time of this device; empty for none. */
export const MomentField = ({ label, name, at, hint }: MomentFieldProps) => (
  <FieldFrame label={label} name={name} hint={hint}>
    {(tied) => <input {...tied} type="datetime-local" defaultValue={localMoment(at)} className={CONTROL} />}
  </FieldFrame>
);
