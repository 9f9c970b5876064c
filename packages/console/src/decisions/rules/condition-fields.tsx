import type { Condition } from '@holdfast/protocol/decisions/rules';
import { MOST_CONDITIONS } from '@holdfast/protocol/decisions/limits';
import { useId } from 'react';
import { Button } from '../../controls/button.tsx';
import { IconButton } from '../../controls/icon-button.tsx';
import { useFieldError } from '../../forms/field-errors.ts';
import { CONTROL } from '../../forms/field-frame.tsx';
import { CloseIcon } from '../../look/icons.tsx';
import { type ConditionDraft, NEW_CONDITION } from './condition-drafts.ts';
import { OPERATORS } from './rule-words.ts';

interface RowProps {
  readonly draft: ConditionDraft;
  readonly number: number;
  /** Of the list with what can be looked at. */
  readonly pointers: string;
  readonly onChange: (more: Partial<ConditionDraft>) => void;
  readonly onRemove: () => void;
}

const PLACEHOLDERS: Readonly<Partial<Record<Condition['op'], string>>> = {
  in: 'eu, us',
  prefix: 'prod-',
  eq: '5000, true or a text',
};

const Value = ({ draft: { op, typed }, onChange }: Pick<RowProps, 'draft' | 'onChange'>) =>
  op === 'exists' ? (
    <select
      aria-label="Whether"
      value={typed === 'false' ? 'false' : 'true'}
      onChange={({ target }) => onChange({ typed: target.value })}
      className={CONTROL}
    >
      <option value="true">yes</option>
      <option value="false">no, it is missing</option>
    </select>
  ) : (
    <input
      aria-label="Value"
      value={typed}
      autoComplete="off"
      spellCheck={false}
      placeholder={PLACEHOLDERS[op] ?? '5000'}
      onChange={({ target }) => onChange({ typed: target.value })}
      className={CONTROL}
    />
  );

const Row = ({ draft, number, pointers, onChange, onRemove }: RowProps) => (
  <div
    role="group"
    aria-label={`Condition ${number}`}
    className="grid grid-cols-[minmax(0,1fr)_32px] items-center gap-2 sm:grid-cols-[minmax(0,1.2fr)_132px_minmax(0,1fr)_32px]"
  >
    <input
      aria-label="What is looked at"
      value={draft.pointer}
      list={pointers}
      maxLength={500}
      autoComplete="off"
      spellCheck={false}
      onChange={({ target }) => onChange({ pointer: target.value })}
      className={`${CONTROL} font-mono text-small max-sm:col-start-1`}
    />
    <select
      aria-label="How it is compared"
      value={draft.op}
      onChange={({ target }) => onChange({ op: OPERATORS.find(([op]) => op === target.value)?.[0] ?? 'eq' })}
      className={`${CONTROL} max-sm:col-start-1`}
    >
      {OPERATORS.map(([op, words]) => (
        <option key={op} value={op}>
          {words}
        </option>
      ))}
    </select>
    <span className="max-sm:col-start-1">
      <Value draft={draft} onChange={onChange} />
    </span>
    <span className="max-sm:col-start-2 max-sm:row-start-1">
      <IconButton label={`Take condition ${number} away`} icon={<CloseIcon />} onClick={onRemove} />
    </span>
  </div>
);

interface ConditionFieldsProps {
  readonly drafts: readonly ConditionDraft[];
  readonly onChange: (drafts: readonly ConditionDraft[]) => void;
}

/** What has to be so for a rule to fit, all of it. */
export const ConditionFields = ({ drafts, onChange }: ConditionFieldsProps) => {
  const error = useFieldError('conditions');
  const id = useId();
  const next = Math.max(0, ...drafts.map(({ key }) => key)) + 1;
  return (
    <fieldset className="grid min-w-0 justify-items-start gap-2" aria-describedby={`${id}-hint`}>
      <legend className="pb-1 font-semibold">Where all of this is so</legend>
      <datalist id={`${id}-pointers`}>
        {['/arguments/', '/priority', '/asker'].map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </datalist>
      <div className="grid w-full gap-2">
        {drafts.map((draft, index) => (
          <Row
            key={draft.key}
            draft={draft}
            number={index + 1}
            pointers={`${id}-pointers`}
            onChange={(more) => onChange(drafts.map((one) => (one === draft ? { ...one, ...more } : one)))}
            onRemove={() => onChange(drafts.filter((one) => one !== draft))}
          />
        ))}
      </div>
      {error !== undefined && <p className="text-small text-bad wrap-anywhere">{error}</p>}
      <Button
        aria-disabled={drafts.length >= MOST_CONDITIONS}
        onClick={() => {
          if (drafts.length < MOST_CONDITIONS) onChange([...drafts, { ...NEW_CONDITION, key: next }]);
        }}
      >
        {drafts.length === 0 ? 'Add a condition' : 'Add another'}
      </Button>
      <p id={`${id}-hint`} className="text-small text-muted">
        <code className="font-mono">/arguments/cents</code> looks into the arguments,{' '}
        <code className="font-mono">/priority</code> and <code className="font-mono">/asker</code> beside them. A text
        that looks like a number stands in quotes. Without conditions it fits every one of its kind.
      </p>
    </fieldset>
  );
};
