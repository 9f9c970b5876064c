import type { Condition, RuleEffect } from '@holdfast/protocol/decisions/rules';
import { refuseField } from '../../../platform/failure.ts';

/** Refuses conditions on nothing of a decision, and requirements of nothing. */
export const refuseUnusable = ({
  conditions = [],
  effect,
}: {
  readonly conditions?: readonly Condition[] | undefined;
  readonly effect?: RuleEffect | undefined;
}): void => {
  for (const [place, { pointer }] of conditions.entries())
    if (!isPointer(pointer))
      refuseField(
        `/body/conditions/${place}/pointer`,
        'pointer',
        'must be /priority, /asker, or a JSON pointer into the arguments: /arguments/cents',
      );
  if (effect?.do === 'require' && Object.keys(effect).length === 1)
    refuseField('/body/effect', 'required', 'must require something');
};

export const isPointer = (text: string): boolean =>
  ['/priority', '/asker'].includes(text) || (text.startsWith('/arguments/') && !/~(?![01])/.test(text));
