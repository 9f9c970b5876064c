import { DecisionBypassId } from '@holdfast/protocol/decisions/bypasses';
import type { Level } from '@holdfast/protocol/decisions/decision';
import type { RuleEffect } from '@holdfast/protocol/decisions/rules';
import { DecisionRuleId } from '@holdfast/protocol/decisions/ids';
import type { AccountId } from '@holdfast/protocol/identity/people';
import { PrincipalId } from '@holdfast/protocol/ids';
import type { Version } from '@holdfast/protocol/version';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge, type LiveBypass, type LiveRule, type Wish } from './judge.ts';
import { stricter, type Needs, type Requirement } from './needs.ts';

const [MAKER, OTHER] = ['maker', 'other'] as unknown as [AccountId, AccountId];
const ANALYST: Level = { required_role: 'analyst', within_seconds: null };
const ADMIN: Level = { required_role: 'admin', within_seconds: null };

const NEEDS: Needs = {
  levels: [ANALYST, ADMIN],
  quorum: 1,
  fourEyes: false,
  secondFactor: false,
  deadlineSeconds: 3600,
  defaultVerdict: 'approve',
};

const wish = (more: Partial<Wish> = {}): Wish => ({
  kind: 'host.isolate',
  looked: { arguments: { host: 'web-1' }, priority: 'high', asker: undefined },
  account: OTHER,
  needs: NEEDS,
  hasOptions: false,
  ...more,
});

let made = 0;
const rule = (effect: RuleEffect, more: Partial<LiveRule> = {}): LiveRule => {
  made += 1;
  const id = DecisionRuleId.parse(`01890000-0000-7000-8000-${String(made).padStart(12, '0')}`);
  return {
    id,
    name: `rule ${made}`,
    kind: 'host.*',
    conditions: [],
    effect,
    version: 1 as Version,
    changed_account: MAKER,
    ...more,
  };
};

const APPROVE: RuleEffect = { do: 'approve' };
const DENY: RuleEffect = { do: 'deny', reason: 'never' };
const verdictOf = (rules: readonly LiveRule[], of = wish(), bypasses: readonly LiveBypass[] = []): string | undefined =>
  judge({ rules, bypasses }, of).decided?.verdict;

test('a kind fits as it is or by its beginning, and all conditions have to', () => {
  const kinds = ['host.isolate', 'host.*', '*', 'host', 'host.isolate2', 'hosts.*'];
  expect(kinds.map((kind) => verdictOf([rule(APPROVE, { kind })]))).toEqual([
    'approve',
    'approve',
    'approve',
    undefined,
    undefined,
    undefined,
  ]);
  const web = { pointer: '/arguments/host', op: 'prefix', value: 'web-' } as const;
  const low = { pointer: '/priority', op: 'eq', value: 'low' } as const;
  expect(verdictOf([rule(APPROVE, { conditions: [web] })])).toBe('approve');
  expect(verdictOf([rule(APPROVE, { conditions: [web, low] })])).toBeUndefined();
});

test('what denies wins wherever it stands, and then nothing approves when its time is over', () => {
  for (const rules of [
    [rule(APPROVE), rule(DENY)],
    [rule(DENY), rule(APPROVE)],
    [rule(APPROVE), rule({ do: 'require', quorum: 2 }), rule(DENY)],
  ])
    expect(judge({ rules, bypasses: [] }, wish())).toMatchObject({
      decided: { verdict: 'deny', reason: 'never' },
      needs: { defaultVerdict: 'deny' },
    });
});

test('the first of several is named', () => {
  const [one, other] = [rule(APPROVE), rule(APPROVE)];
  expect(judge({ rules: [one, other], bypasses: [] }, wish()).decided?.id).toBe(one.id);
  expect(judge({ rules: [other, one], bypasses: [] }, wish()).decided?.id).toBe(other.id);
});

test('nothing approves by itself what people are required for, wherever that stands', () => {
  for (const effect of [
    { do: 'require', quorum: 2 },
    { do: 'require', required_role: 'analyst' },
    { do: 'require', four_eyes: true },
    { do: 'require', second_factor: true },
    { do: 'require', levels: [ANALYST] },
  ] satisfies RuleEffect[]) {
    expect(verdictOf([rule(effect), rule(APPROVE)])).toBeUndefined();
    expect(verdictOf([rule(APPROVE), rule(effect)])).toBeUndefined();
  }
  expect(verdictOf([rule({ do: 'require', deadline_seconds: 5 }), rule(APPROVE)])).toBe('approve');
});

test('nothing approves by itself what the asker wants several, a second factor or a choice for', () => {
  for (const more of [
    { needs: { ...NEEDS, quorum: 2 } },
    { needs: { ...NEEDS, secondFactor: true } },
    { hasOptions: true },
  ]) {
    expect(verdictOf([rule(APPROVE)], wish(more))).toBeUndefined();
    expect(verdictOf([rule(DENY)], wish(more))).toBe('deny');
  }
});

test('nobody approves by a rule what their own keys ask for, and may deny it', () => {
  const own = wish({ account: MAKER });
  expect(verdictOf([rule(APPROVE)], own)).toBeUndefined();
  expect(verdictOf([rule(APPROVE), rule(APPROVE, { changed_account: OTHER })], own)).toBe('approve');
  expect(verdictOf([rule(DENY)], own)).toBe('deny');
});

const BYPASS: LiveBypass = {
  id: DecisionBypassId.parse('01890000-0000-7000-8000-00000000000b'),
  kinds: ['mail', 'host.*'],
  reason: 'all is on fire',
  made_by: PrincipalId.parse('01890000-0000-7000-8000-00000000000c'),
  made_account: MAKER,
};

test('a bypass approves its kinds, whatever people are required for, and nothing that is denied', () => {
  const required = rule({ do: 'require', quorum: 2, second_factor: true });
  expect(verdictOf([required], wish(), [BYPASS])).toBe('approve');
  expect(judge({ rules: [rule(APPROVE)], bypasses: [BYPASS] }, wish()).decided).toMatchObject({
    how: 'bypass',
    id: BYPASS.id,
    reason: 'all is on fire',
  });
  expect(verdictOf([rule(DENY)], wish(), [BYPASS])).toBe('deny');
  expect(verdictOf([], wish({ kind: 'refund' }), [BYPASS])).toBeUndefined();
});

test('a bypass approves neither what whoever began it asks for, nor what there is a choice for', () => {
  expect(verdictOf([], wish({ account: MAKER }), [BYPASS])).toBeUndefined();
  expect(verdictOf([], wish({ hasOptions: true }), [BYPASS])).toBeUndefined();
});

const role = fc.constantFrom('analyst', 'admin');
const level: fc.Arbitrary<Level> = fc.record({
  required_role: role,
  within_seconds: fc.option(fc.integer({ min: 1, max: 100 })),
});
const levels = fc.array(level, { minLength: 1, maxLength: 5 });
const aNeed: fc.Arbitrary<Needs> = fc.record({
  levels: fc.tuple(level, fc.array(level, { maxLength: 4 })).map(([first, more]) => [first, ...more] as const),
  quorum: fc.integer({ min: 1, max: 10 }),
  fourEyes: fc.boolean(),
  secondFactor: fc.boolean(),
  deadlineSeconds: fc.integer({ min: 1, max: 100 }),
  defaultVerdict: fc.constantFrom('approve', 'deny'),
});
const aRequirement: fc.Arbitrary<Requirement> = fc.record(
  {
    do: fc.constant('require'),
    required_role: role,
    quorum: fc.integer({ min: 2, max: 10 }),
    four_eyes: fc.constant(true),
    second_factor: fc.constant(true),
    deadline_seconds: fc.integer({ min: 1, max: 100 }),
    levels,
  },
  { requiredKeys: ['do'] },
) as fc.Arbitrary<Requirement>;

const rank = ({ required_role }: Level): number => (required_role === 'admin' ? 1 : 0);

test('requirements never make anything laxer', () => {
  fc.assert(
    fc.property(aNeed, aRequirement, (needs, required) => {
      const now = stricter(needs, required);
      expect(now.quorum).toBeGreaterThanOrEqual(Math.max(needs.quorum, required.quorum ?? 1));
      expect(now.deadlineSeconds).toBeLessThanOrEqual(needs.deadlineSeconds);
      expect(now.fourEyes).toBe(needs.fourEyes || required.four_eyes === true);
      expect(now.secondFactor).toBe(needs.secondFactor || required.second_factor === true);
      expect(now.defaultVerdict).toBe('deny');
      expect(now.levels.length).toBeGreaterThanOrEqual(needs.levels.length);
      for (const [place, one] of now.levels.entries()) {
        const asked = needs.levels[place] ?? needs.levels.at(-1) ?? ANALYST;
        expect(rank(one)).toBeGreaterThanOrEqual(rank(asked));
        const within = needs.levels[place]?.within_seconds ?? null;
        if (within !== null) expect(one.within_seconds).toBeLessThanOrEqual(within);
        if (required.required_role === 'admin') expect(one.required_role).toBe('admin');
      }
    }),
  );
});

test('in what order requirements stand makes no difference, nor that one is there twice', () => {
  fc.assert(
    fc.property(aNeed, aRequirement, aRequirement, (needs, one, other) => {
      const both = stricter(stricter(needs, one), other);
      expect(stricter(stricter(needs, other), one)).toEqual(both);
      expect(stricter(both, one)).toEqual(both);
    }),
  );
});
