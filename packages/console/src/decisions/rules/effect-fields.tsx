import { LONGEST_REASON, MOST_APPROVALS } from '@holdfast/protocol/decisions/limits';
import { type ReactNode, useId } from 'react';
import { Choice } from '../../controls/choice.tsx';
import { useFieldError } from '../../forms/field-errors.ts';
import { CONTROL, FieldFrame } from '../../forms/field-frame.tsx';
import { type EffectDraft, roleOf } from './effect-draft.ts';
import { LevelFields } from './level-fields.tsx';
import { TimeOptions } from './time-options.tsx';

interface EffectFieldsProps {
  readonly draft: EffectDraft;
  readonly onChange: (more: Partial<EffectDraft>) => void;
}

const QUORUMS = Array.from({ length: MOST_APPROVALS - 1 }, (_, index) => String(index + 2));

const Check = ({
  label,
  means,
  isOn,
  onChange,
}: {
  readonly label: string;
  readonly means: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}) => (
  <label className="flex items-baseline gap-3">
    <input
      type="checkbox"
      className="size-4 shrink-0 translate-y-0.5 accent-accent"
      checked={isOn}
      onChange={({ target }) => onChange(target.checked)}
    />
    <span className="min-w-0 text-muted">
      <strong className="font-semibold text-ink">{label}</strong> {means}
    </span>
  </label>
);

interface SelectProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The options, of which the empty one says that nothing more is required. */
  readonly children: ReactNode;
}

const Select = ({ label, name, value, onChange, children }: SelectProps) => (
  <FieldFrame label={label} name={name}>
    {(tied) => (
      <select {...tied} value={value} onChange={({ target }) => onChange(target.value)} className={CONTROL}>
        {children}
      </select>
    )}
  </FieldFrame>
);

const NOTHING_MORE = 'as asked for';

const Required = ({ draft, onChange }: EffectFieldsProps) => (
  <>
    <div className="grid gap-4 sm:grid-cols-3">
      <Select
        label="Role"
        name="required_role"
        value={draft.role}
        onChange={(role) => onChange({ role: roleOf(role) ?? '' })}
      >
        <option value="">{NOTHING_MORE}</option>
        <option value="analyst">at least an analyst</option>
        <option value="admin">an admin</option>
      </Select>
      <Select label="Approvals" name="quorum" value={draft.quorum} onChange={(quorum) => onChange({ quorum })}>
        <option value="">{NOTHING_MORE}</option>
        {QUORUMS.map((quorum) => (
          <option key={quorum} value={quorum}>
            at least {quorum}
          </option>
        ))}
      </Select>
      <Select
        label="Deadline"
        name="deadline_seconds"
        value={draft.deadline}
        onChange={(deadline) => onChange({ deadline })}
      >
        <TimeOptions value={draft.deadline} none={NOTHING_MORE} />
      </Select>
    </div>
    <div className="grid gap-1.5">
      <Check
        label="Four eyes:"
        means="whoever changes the arguments may not approve them."
        isOn={draft.isFourEyes}
        onChange={(isFourEyes) => onChange({ isFourEyes })}
      />
      <Check
        label="A second factor:"
        means="whoever approves shows a code."
        isOn={draft.isSecondFactor}
        onChange={(isSecondFactor) => onChange({ isSecondFactor })}
      />
    </div>
    <LevelFields levels={draft.levels} onChange={(levels) => onChange({ levels })} />
  </>
);

const Reason = ({ draft, onChange }: EffectFieldsProps) => (
  <FieldFrame label="Reason (if you like)" name="reason" hint="The asker reads it, and it stands in the audit trail.">
    {(tied) => (
      <textarea
        {...tied}
        rows={2}
        maxLength={LONGEST_REASON}
        value={draft.reason}
        onChange={({ target }) => onChange({ reason: target.value })}
        className={`${CONTROL} py-2`}
      />
    )}
  </FieldFrame>
);

/** What comes of what a rule fits. */
export const EffectFields = ({ draft, onChange }: EffectFieldsProps) => {
  const error = useFieldError('effect');
  const errorId = useId();
  return (
    <fieldset className="grid min-w-0 gap-4" {...(error !== undefined && { 'aria-describedby': errorId })}>
      <legend className="pb-1 font-semibold">Then it</legend>
      <Choice
        label="What comes of it"
        chosen={draft.does}
        onChoose={(does) => onChange({ does })}
        choices={[
          ['require', 'needs people', 'and more of them, or more of what they show, than was asked for.'],
          ['deny', 'is denied', 'at once. It wins over every other rule, and over a bypass.'],
          ['approve', 'is approved', 'at once, unless another rule denies it or requires people.'],
        ]}
      />
      {draft.does === 'require' ? (
        <Required draft={draft} onChange={onChange} />
      ) : (
        <Reason draft={draft} onChange={onChange} />
      )}
      {error !== undefined && (
        <p id={errorId} className="text-small text-bad wrap-anywhere">
          {error}
        </p>
      )}
    </fieldset>
  );
};
