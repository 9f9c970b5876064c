import type { Level } from '@holdfast/protocol/decisions/decision';
import type { Condition, RuleEffect } from '@holdfast/protocol/decisions/rules';
import { durationInFull } from '../../text/duration.ts';
import { roleWords } from '../../text/role-words.ts';
import { writtenValue, writtenValues } from './typed-value.ts';

const SECOND_NS = 1e9;

/** How long, in full: `1 h 30 min`. */
export const secondsWords = (seconds: number): string => durationInFull(seconds * SECOND_NS);

/** A part of a sentence: words of the page, or what somebody wrote, which is to look so. */
export type Part = { readonly says: string } | { readonly code: string };

/** `refund`, `kinds that begin with host.`, `every kind`. */
export const kindParts = (kind: string): readonly Part[] => {
  if (kind === '*') return [{ says: 'every kind' }];
  return kind.endsWith('*') ? [{ says: 'kinds that begin with' }, { code: kind.slice(0, -1) }] : [{ code: kind }];
};

const ARGUMENTS = '/arguments/';

/** What is looked at, as somebody says it: `priority`, `cents`, `customer/country`. */
export const pointerWords = (pointer: string): string =>
  pointer.startsWith(ARGUMENTS) ? pointer.slice(ARGUMENTS.length) : pointer.replace(/^\//u, '');

export const OPERATORS: readonly (readonly [Condition['op'], string])[] = [
  ['eq', 'is'],
  ['ne', 'is not'],
  ['lt', 'is below'],
  ['lte', 'is at most'],
  ['gt', 'is above'],
  ['gte', 'is at least'],
  ['in', 'is one of'],
  ['prefix', 'begins with'],
  ['exists', 'is there'],
];

const SAID = new Map(OPERATORS);

/** `cents is at most 5000`. */
export const conditionParts = (condition: Condition): readonly Part[] => {
  const looked: Part = { code: pointerWords(condition.pointer) };
  if (condition.op === 'exists') return [looked, { says: condition.value ? 'is there' : 'is missing' }];
  const value = condition.op === 'in' ? writtenValues(condition.value) : writtenValue(condition.value);
  return [looked, { says: SAID.get(condition.op) ?? condition.op }, { code: value }];
};

/** `an analyst within 10 min`. */
export const levelWords = ({ required_role: role, within_seconds: within }: Level): string =>
  within === null ? roleWords(role) : `${roleWords(role)} within ${secondsWords(within)}`;

type Requirement = Extract<RuleEffect, { readonly do: 'require' }>;

/** What is required of people, each thing for itself. */
export const requirementWords = (required: Requirement): readonly string[] => [
  ...(required.required_role === undefined ? [] : [`at least ${roleWords(required.required_role)}`]),
  ...(required.quorum === undefined ? [] : [`${required.quorum} approvals`]),
  ...(required.four_eyes === undefined ? [] : ['four eyes']),
  ...(required.second_factor === undefined ? [] : ['a second factor']),
  ...(required.deadline_seconds === undefined ? [] : [`an answer within ${secondsWords(required.deadline_seconds)}`]),
  ...(required.levels === undefined ? [] : [`levels: ${required.levels.map(levelWords).join(', then ')}`]),
];

/** What comes of what a rule fits. */
export const effectWords = (effect: RuleEffect): string => {
  if (effect.do === 'require') return `needs ${requirementWords(effect).join(', ')}`;
  return effect.do === 'approve' ? 'is approved at once' : 'is denied at once';
};
