import { Condition, RuleEffect } from '@holdfast/protocol/decisions/rules';
import { expect, it } from 'vitest';
import { conditionParts, effectWords, kindParts, type Part } from './rule-words.ts';

const read = (parts: readonly Part[]): string =>
  parts.map((part) => ('says' in part ? part.says : `‹${part.code}›`)).join(' ');

it('says which kinds are meant', () => {
  expect(['refund', 'host.*', '*'].map(kindParts).map(read)).toEqual([
    '‹refund›',
    'kinds that begin with ‹host.›',
    'every kind',
  ]);
});

it.each([
  [{ pointer: '/arguments/cents', op: 'lte', value: 5_000 }, '‹cents› is at most ‹5000›'],
  [{ pointer: '/arguments/customer/country', op: 'in', value: ['CH', 'LI'] }, '‹customer/country› is one of ‹CH, LI›'],
  [{ pointer: '/priority', op: 'eq', value: 'critical' }, '‹priority› is ‹critical›'],
  [{ pointer: '/arguments/note', op: 'ne', value: '5' }, '‹note› is not ‹"5"›'],
  [{ pointer: '/arguments/host', op: 'exists', value: false }, '‹host› is missing'],
])('%j: %s', (condition, words) => {
  expect(read(conditionParts(Condition.parse(condition)))).toBe(words);
});

it.each([
  [{ do: 'approve' }, 'is approved at once'],
  [{ do: 'deny', reason: 'Never.' }, 'is denied at once'],
  [
    { do: 'require', required_role: 'admin', quorum: 2, second_factor: true, deadline_seconds: 900 },
    'needs at least an admin, 2 approvals, a second factor, an answer within 15 min',
  ],
  [
    {
      do: 'require',
      levels: [
        { required_role: 'analyst', within_seconds: 600 },
        { required_role: 'admin', within_seconds: null },
      ],
    },
    'needs levels: an analyst within 10 min, then an admin',
  ],
])('%j: %s', (effect, words) => {
  expect(effectWords(RuleEffect.parse(effect))).toBe(words);
});
