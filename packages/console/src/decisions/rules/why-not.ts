import type { AnswerBody } from '@holdfast/protocol/contract';
import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { RuleEffect, tryDecisionRules } from '@holdfast/protocol/decisions/rules';

export type FittingRule = AnswerBody<typeof tryDecisionRules>['fits'][number];

/** It asks for people, and not only for haste. */
const requiresPeople = (effect: RuleEffect): boolean =>
  effect.do === 'require' && Object.keys(effect).some((key) => key !== 'do' && key !== 'deadline_seconds');

/** Why one of the rules that fit does not decide what is asked for; undefined where it does, or only requires something. */
export const whyNot = ({ effect, own }: FittingRule, fits: readonly FittingRule[]): string | undefined => {
  if (effect.do !== 'approve') return undefined;
  if (own) return 'not for whoever asks: they made it say so';
  if (fits.some((other) => other.effect.do === 'deny')) return 'not this time: what denies wins';
  return fits.some((other) => requiresPeople(other.effect)) ? 'not this time: another rule requires people' : undefined;
};

type Waiting = Pick<Decision, 'options' | 'quorum' | 'second_factor' | 'required_by'>;

const isRequiring = ({ id, version }: FittingRule, { required_by: known }: Waiting): boolean =>
  known.some((rule) => rule.id === id && rule.version === version);

/** Why a rule that fits now has not decided what waits, or does not count for it. */
export const whyItWaits = (rule: FittingRule, fits: readonly FittingRule[], decision: Waiting): string | undefined => {
  const { do: does } = rule.effect;
  if (does === 'require')
    return isRequiring(rule, decision) ? undefined : 'made or changed after it was asked: counts when it is edited';
  const late = 'made or changed after it was asked';
  if (does === 'deny') return `${late}: counts when it is edited`;
  const { options, quorum, second_factor: isProved } = decision;
  if (options.length > 0) return 'not this time: somebody has to choose a way';
  if (quorum > 1 || isProved) return whyNot(rule, fits) ?? 'not this time: people are required';
  return whyNot(rule, fits) ?? late;
};
