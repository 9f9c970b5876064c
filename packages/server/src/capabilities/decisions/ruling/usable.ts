import { MOST_RULE_BYTES } from '@holdfast/protocol/decisions/limits';
import type { Condition, DecisionRule, RuleEffect } from '@holdfast/protocol/decisions/rules';
import { refuseField } from '../../../platform/failure.ts';
import { refuseInexact } from '../rules/exactness.ts';

interface Given {
  readonly conditions?: readonly Condition[] | undefined;
  readonly effect?: RuleEffect | undefined;
}

/** Refuses conditions on nothing of a decision or with what was rounded, requirements of nothing, and more than a rule may hold. */
export const refuseUnusable = (given: Given, was?: Pick<DecisionRule, 'conditions' | 'effect'>): void => {
  const { conditions = [], effect } = given;
  for (const [place, { pointer, value }] of conditions.entries()) {
    if (!isPointer(pointer))
      refuseField(
        `/body/conditions/${place}/pointer`,
        'pointer',
        'must be /priority, /asker, or a JSON pointer into the arguments: /arguments/cents',
      );
    refuseInexact(value, `/body/conditions/${place}/value`);
  }
  if (effect?.do === 'require' && Object.keys(effect).length === 1)
    refuseField('/body/effect', 'required', 'must require something');
  refuseTooLarge(given, was);
};

/** What is too large is the larger of what was given: a rule of before is changed in all else. */
const refuseTooLarge = (given: Given, was?: Pick<DecisionRule, 'conditions' | 'effect'>): void => {
  if (given.conditions === undefined && given.effect === undefined) return;
  const bytes = bytesOf(given.conditions ?? was?.conditions ?? []) + bytesOf(given.effect ?? was?.effect ?? {});
  if (bytes <= MOST_RULE_BYTES) return;
  const isOfEffect = given.conditions === undefined || bytesOf(given.effect ?? {}) > bytesOf(given.conditions);
  refuseField(
    isOfEffect ? '/body/effect' : '/body/conditions',
    'too_large',
    `makes a rule of ${bytes} bytes: its conditions and effect may have ${MOST_RULE_BYTES} together, as JSON`,
  );
};

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

export const isPointer = (text: string): boolean =>
  ['/priority', '/asker'].includes(text) || (text.startsWith('/arguments/') && !/~(?![01])/.test(text));
