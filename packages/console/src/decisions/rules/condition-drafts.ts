import { Condition } from '@holdfast/protocol/decisions/rules';
import { typedValue, typedValues, writtenValue, writtenValues } from './typed-value.ts';

/** A condition as it is being written. */
export interface ConditionDraft {
  readonly key: number;
  readonly pointer: string;
  readonly op: Condition['op'];
  readonly typed: string;
}

export const NEW_CONDITION: Omit<ConditionDraft, 'key'> = { pointer: '/arguments/', op: 'eq', typed: '' };

const writtenOf = (condition: Condition): string =>
  condition.op === 'in' ? writtenValues(condition.value) : writtenValue(condition.value);

export const draftOf = (condition: Condition, key: number): ConditionDraft => ({
  key,
  pointer: condition.pointer,
  op: condition.op,
  typed: writtenOf(condition),
});

const valueOf = ({ op, typed }: ConditionDraft): unknown => {
  if (op === 'in') return typedValues(typed);
  if (op === 'prefix') {
    const value = typedValue(typed);
    return typeof value === 'string' ? value : typed.trim();
  }
  if (op === 'exists') return typed !== 'false';
  return typedValue(typed);
};

/** What was written, or undefined where it is no condition yet. */
export const conditionOf = (draft: ConditionDraft): Condition | undefined => {
  const { pointer, op, typed } = draft;
  if (op !== 'exists' && typed.trim() === '') return undefined;
  return Condition.safeParse({ pointer: pointer.trim(), op, value: valueOf(draft) }).data;
};
