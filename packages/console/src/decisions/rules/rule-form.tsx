import { LONGEST_KIND } from '@holdfast/protocol/decisions/limits';
import type { Condition, DecisionRule, RuleEffect } from '@holdfast/protocol/decisions/rules';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { FieldErrors } from '../../forms/field-errors.ts';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { UnsavedGuard } from '../../forms/unsaved-guard.tsx';
import type { Submit } from '../../forms/use-submit.ts';
import { type ConditionDraft, conditionOf, draftOf } from './condition-drafts.ts';
import { ConditionFields } from './condition-fields.tsx';
import { type EffectDraft, effectDraftOf, effectOf } from './effect-draft.ts';
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

/** What was filled in beside the fields of the form, or what is missing of it. */
const readDrafts = (conditions: readonly ConditionDraft[], effect: EffectDraft) => {
  const whole = conditions.map(conditionOf).filter((one) => one !== undefined);
  const made = effectOf(effect);
  if (whole.length === conditions.length && made !== undefined)
    return { missing: NONE, read: { conditions: whole, effect: made } };
  const missing: FieldErrors = {
    ...(whole.length < conditions.length && {
      conditions: 'Fill each condition in: below, at most and above are for numbers.',
    }),
    ...(made === undefined && { effect: 'Say what it needs.' }),
  };
  return { missing, read: undefined };
};

const positionOf = (typed: string): number | undefined => (typed.trim() === '' ? undefined : Number(typed));

const NameAndKind = ({ of: rule }: Pick<RuleFormProps, 'of'>) => (
  <>
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
      maxLength={LONGEST_KIND}
      pattern="(?:[a-z][a-z0-9_.:\-]*)?\*?"
      title="One is like refund, or host.* for all that begin so; * is every kind."
      autoComplete="off"
      spellCheck={false}
      placeholder="refund"
      defaultValue={rule?.kind}
      hint="A kind, or its beginning with a * at the end."
    />
  </>
);

const PositionField = ({ of: rule }: Pick<RuleFormProps, 'of'>) => (
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
);

/** Name, kind, conditions and effect of a rule. */
export const RuleForm = ({ of: rule, label, act, submit, beside }: RuleFormProps) => {
  const [conditions, setConditions] = useState<readonly ConditionDraft[]>(() => (rule?.conditions ?? []).map(draftOf));
  const [effect, setEffect] = useState(() => effectDraftOf(rule?.effect));
  const [missing, setMissing] = useState(NONE);
  const isTouched = useRef(false);
  const touch = (): void => void (isTouched.current = true);
  const fields = useMemo(() => ({ ...submit.fields, ...missing }), [submit.fields, missing]);
  return (
    <Form
      label={label}
      submit={{ ...submit, fields }}
      act={act}
      beside={beside}
      onFilled={(filled) => {
        const drafts = readDrafts(conditions, effect);
        setMissing(drafts.missing);
        if (drafts.read === undefined) return;
        isTouched.current = false;
        submit.run({
          name: filled('name').trim(),
          kind: filled('kind').trim(),
          ...drafts.read,
          position: positionOf(filled('position')),
        });
      }}
    >
      <UnsavedGuard isUnsaved={() => isTouched.current || submit.refusal !== undefined} />
      <div className="contents" onInput={touch}>
        <NameAndKind {...(rule !== undefined && { of: rule })} />
        <ConditionFields
          drafts={conditions}
          onChange={(drafts) => {
            touch();
            setConditions(drafts);
          }}
        />
        <EffectFields
          draft={effect}
          onChange={(more) => {
            touch();
            setEffect({ ...effect, ...more });
          }}
        />
        <PositionField {...(rule !== undefined && { of: rule })} />
      </div>
    </Form>
  );
};
