import type { Decision } from '@holdfast/protocol/decisions/decision';
import { LONGEST_REASON } from '@holdfast/protocol/decisions/limits';
import { useEffect, useRef } from 'react';
import { CONTROL, FieldFrame } from '../../forms/field-frame.tsx';
import { roleWords } from '../../text/role-words.ts';
import { visibleText } from '../arguments/visible-text.ts';

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

interface ReasonFieldProps extends FieldProps {
  readonly label: string;
  readonly isNeeded: boolean;
}

/** Why. It has the focus first, and Enter in it is a new line: nothing is decided by a key pressed once too often. */
export const ReasonField = ({ label, isNeeded, value, onChange }: ReasonFieldProps) => {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <FieldFrame label={isNeeded ? label : `${label} (if you like)`} name="reason">
      {(tied) => (
        <textarea
          {...tied}
          ref={field}
          rows={3}
          maxLength={LONGEST_REASON}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          className={`${CONTROL} py-2`}
        />
      )}
    </FieldFrame>
  );
};

/** The ways to approve. None is chosen for whoever decides. */
export const OptionField = ({ options, value, onChange }: FieldProps & Pick<Decision, 'options'>) => (
  <FieldFrame label="Which way" name="option">
    {(tied) => (
      <select {...tied} value={value} onChange={({ target }) => onChange(target.value)} className={CONTROL}>
        <option value="">Choose one …</option>
        {options.map(({ id, title }) => (
          <option key={id} value={id}>
            {visibleText(title)}
          </option>
        ))}
      </select>
    )}
  </FieldFrame>
);

export const LevelField = ({
  decision: { level, levels },
  value,
  onChange,
}: FieldProps & { readonly decision: Decision }) => (
  <FieldFrame label="To level" name="level">
    {(tied) => (
      <select {...tied} value={value} onChange={({ target }) => onChange(target.value)} className={CONTROL}>
        {level < levels.length ? (
          <option value="">the next, level {level + 1}</option>
        ) : (
          <option value="">Choose one …</option>
        )}
        {levels.map(({ required_role: role }, index) =>
          index + 1 === level || index === level ? undefined : (
            // oxlint-disable-next-line react/no-array-index-key -- a level is its place
            <option key={index} value={String(index + 1)}>
              level {index + 1}, {roleWords(role)}
            </option>
          ),
        )}
      </select>
    )}
  </FieldFrame>
);

const HOUR = 3_600;
const TIMES = [
  [HOUR, 'an hour'],
  [4 * HOUR, '4 hours'],
  [24 * HOUR, 'a day'],
  [7 * 24 * HOUR, 'a week'],
] as const;

export const TimeField = ({ value, onChange }: FieldProps) => (
  <FieldFrame label="For" name="for_seconds">
    {(tied) => (
      <select {...tied} value={value} onChange={({ target }) => onChange(target.value)} className={CONTROL}>
        {TIMES.map(([seconds, words]) => (
          <option key={seconds} value={String(seconds)}>
            {words}
          </option>
        ))}
      </select>
    )}
  </FieldFrame>
);
