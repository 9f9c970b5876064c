import { Condition } from '@holdfast/protocol/decisions/rules';
import { expect, it } from 'vitest';
import { conditionOf, draftOf, NEW_CONDITION } from './condition-drafts.ts';

it.each([
  { pointer: '/arguments/cents', op: 'lte', value: 5_000 },
  { pointer: '/arguments/id', op: 'eq', value: '5000' },
  { pointer: '/arguments/open', op: 'ne', value: null },
  { pointer: '/arguments/zone', op: 'in', value: ['eu', 'a, b', 7] },
  { pointer: '/arguments/host', op: 'prefix', value: '10.' },
  { pointer: '/arguments/host', op: 'exists', value: false },
])('%j is stored again as it was', (given) => {
  const condition = Condition.parse(given);
  expect(conditionOf(draftOf(condition, 1))).toEqual(condition);
});

it.each([
  ['nothing was written', NEW_CONDITION],
  ['a number is compared with a word', { pointer: '/arguments/cents', op: 'lt', typed: 'many' }],
  ['there is nothing to look at', { pointer: ' ', op: 'exists', typed: 'true' }],
  ['none is named', { pointer: '/arguments/zone', op: 'in', typed: ' , ' }],
] as const)('%s, and it is no condition yet', (_name, draft) => {
  expect(conditionOf({ key: 1, ...draft })).toBe(undefined);
});

it('takes digits as a text where a text begins with them', () => {
  expect(conditionOf({ key: 1, pointer: '/arguments/host', op: 'prefix', typed: '10' })).toMatchObject({ value: '10' });
});
