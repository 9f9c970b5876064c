import { RuleEffect } from '@holdfast/protocol/decisions/rules';
import { expect, it } from 'vitest';
import { effectDraftOf, effectOf } from './effect-draft.ts';

it.each([
  { do: 'approve' },
  { do: 'deny', reason: 'Never on a Friday.' },
  { do: 'require', quorum: 3 },
  {
    do: 'require',
    required_role: 'analyst',
    four_eyes: true,
    second_factor: true,
    deadline_seconds: 90,
    levels: [
      { required_role: 'analyst', within_seconds: 600 },
      { required_role: 'admin', within_seconds: null },
    ],
  },
])('%j is stored again as it was', (given) => {
  const effect = RuleEffect.parse(given);
  expect(effectOf(effectDraftOf(effect))).toEqual(effect);
});

it('requires something where it requires', () => {
  expect(effectOf(effectDraftOf(undefined))).toBe(undefined);
});

it('forgets what only another effect has', () => {
  const draft = effectDraftOf({ do: 'require', quorum: 2 });
  expect(effectOf({ ...draft, does: 'approve', reason: '  ' })).toEqual({ do: 'approve' });
});
