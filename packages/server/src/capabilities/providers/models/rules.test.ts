import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStale, judge, type Standing } from './rules.ts';

const KEPT = { keptForMs: 3_600_000, wantsNew: false };
const anew = { ...KEPT, wantsNew: true };
const fresh: Standing = { ageMs: 1000, hasFailed: false, againInMs: 0, inFlight: false };
const none: Standing = { ...fresh, ageMs: null };

test.each([
  ['nothing is known', none, KEPT, 'wait'],
  ['nothing is known and somebody asks', { ...none, inFlight: true }, KEPT, 'wait'],
  ['it failed a moment ago', { ...none, hasFailed: true, againInMs: 10 }, KEPT, 'refuse'],
  ['it failed a moment ago, and one wants it now', { ...none, hasFailed: true, againInMs: 10 }, anew, 'refuse'],
  ['it failed a minute ago', { ...none, hasFailed: true }, KEPT, 'wait'],
  ['the list is new', fresh, KEPT, 'answer'],
  ['the list is new, and one wants a newer', fresh, anew, 'wait'],
  ['the list is old', { ...fresh, ageMs: 3_600_000 }, KEPT, 'renew'],
  ['the list is old and somebody asks', { ...fresh, ageMs: 3_600_000, inFlight: true }, KEPT, 'answer'],
  ['the list is old and the provider failed', { ...fresh, ageMs: 9e9, hasFailed: true, againInMs: 10 }, anew, 'answer'],
  ['the list is new and the provider failed a while ago', { ...fresh, hasFailed: true }, KEPT, 'renew'],
] as const)('when %s', (_when, standing, wish, verdict) => {
  expect(judge(standing, wish)).toBe(verdict);
});

test('whoever has a list is never refused, and nobody asks a provider that wants to be left alone', () => {
  const standings = fc.record({
    ageMs: fc.option(fc.integer({ min: 0, max: 1e10 })),
    hasFailed: fc.boolean(),
    againInMs: fc.integer({ min: 0, max: 1e6 }),
    inFlight: fc.boolean(),
  });
  fc.assert(
    fc.property(standings, fc.boolean(), (standing, wantsNew) => {
      const verdict = judge(standing, { ...KEPT, wantsNew });
      if (standing.ageMs !== null) expect(verdict).not.toBe('refuse');
      if (standing.againInMs > 0 && !standing.inFlight) expect(['answer', 'refuse']).toContain(verdict);
      if (verdict === 'renew') expect(isStale(standing, KEPT.keptForMs)).toBe(true);
    }),
  );
});
