import type { Condition, DecisionRule, RuleEffect } from '@holdfast/protocol/decisions/rules';
import { type ReactNode, useState } from 'react';
import type { FieldErrors } from '../../forms/field-errors.ts';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import type { Submit } from '../../forms/use-submit.ts';
import { type ConditionDraft, conditionOf, draftOf } from './condition-drafts.ts';
import { ConditionFields } from './condition-fields.tsx';
import { effectDraftOf, effectOf } from './effect-draft.ts';
import { EffectFields } from './effect-fields.tsx';

/** What a form makes of a rule. */
export interface WantedRule {
  readonly name: string;
  readonly kind: string;
  readonly conditions: Condition[];
  readonly effect: RuleEffect;
  /** Undefined where nothing was said. */
  readonly position: number | undefined;
}

interface RuleFormProps {
  readonly of?: DecisionRule;
  readonly label: string;
  readonly act: string;
  readonly submit: Submit & { readonly run: (wanted: WantedRule) => void };
  readonly beside?: ReactNode;
}

const NONE: FieldErrors = {};

/** Name, kind, conditions and effect of a rule. */
export const RuleForm = ({ of: rule, label, act, submit, beside }: RuleFormProps) => {
  const [conditions, setConditions] = useState<readonly ConditionDraft[]>(() => (rule?.conditions ?? []).map(draftOf));
  const [effect, setEffect] = useState(() => effectDraftOf(rule?.effect));
  const [missing, setMissing] = useState(NONE);
  return (
    <Form
      label={label}
      submit={{ ...submit, fields: { ...submit.fields, ...missing } }}
      act={act}
      beside={beside}
      onFilled={(filled) => {
        const whole = conditions.map(conditionOf).filter((one) => one !== undefined);
        const made = effectOf(effect);
        setMissing({
          ...(whole.length < conditions.length && {
            conditions: 'Fill each condition in: below, at most and above are for numbers.',
          }),
          ...(made === undefined && { effect: 'Say what it needs.' }),
        });
        if (whole.length < conditions.length || made === undefined) return;
        const position = filled('position').trim();
        submit.run({
          name: filled('name').trim(),
          kind: filled('kind').trim(),
          conditions: whole,
          effect: made,
          position: position === '' ? undefined : Number(position),
        });
      }}
    >
      <TextField
        label="Name"
        name="name"
        required
        isFirst={rule === undefined}
        maxLength={100}
        autoComplete="off"
        defaultValue={rule?.name}
        hint="It stands beside what it decides."
      />
      <TextField
        label="Kind"
        name="kind"
        required
        maxLength={100}
        pattern="(?:[a-z][a-z0-9_.:\-]*)?\*?"
        title="One is like refund, or host.* for all that begin so; * is every kind."
        autoComplete="off"
        spellCheck={false}
        placeholder="refund"
        defaultValue={rule?.kind}
        hint="A kind, or its beginning with a * at the end."
      />
      <ConditionFields drafts={conditions} onChange={setConditions} />
      <EffectFields draft={effect} onChange={(more) => setEffect({ ...effect, ...more })} />
      <TextField
        label="Position"
        name="position"
        type="text"
        inputMode="numeric"
        pattern="\d{1,7}"
        title="It must be a whole number, up to 1,000,000."
        autoComplete="off"
        defaultValue={rule === undefined ? '' : String(rule.position)}
        hint={
          rule === undefined
            ? 'Left empty, it stands behind all others. Of several that approve or deny, the first is named.'
            : 'Of several that approve or deny, the first is named.'
        }
      />
    </Form>
  );
};
