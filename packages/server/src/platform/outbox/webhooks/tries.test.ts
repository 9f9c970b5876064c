import { expect, test } from 'vitest';
import { nextTryAfter, TRIES } from './tries.ts';

const fresh = { ageMs: 0, askedMs: 0 };
const HOUR = 3_600_000;

test('ten tries, the pauses spread by chance, then none', () => {
  const pauses = Array.from({ length: 10 }, (_, index) => nextTryAfter(TRIES, { ...fresh, attempt: index + 1 }, 1));
  expect(pauses).toEqual([...TRIES.pausesMs, undefined]);
  expect(nextTryAfter(TRIES, { ...fresh, attempt: 1 }, 1.5)).toBe(7500);
});

test('a receiver is not asked sooner than it wants, nor sooner than the pause', () => {
  expect(nextTryAfter(TRIES, { ...fresh, attempt: 1, askedMs: 60_000 }, 1)).toBe(60_000);
  expect(nextTryAfter(TRIES, { ...fresh, attempt: 2, askedMs: 1000 }, 1)).toBe(300_000);
});

test('what is older than the whole schedule gets one try', () => {
  expect(nextTryAfter(TRIES, { attempt: 1, ageMs: 76 * HOUR, askedMs: 0 }, 1)).toBeUndefined();
  expect(nextTryAfter(TRIES, { attempt: 1, ageMs: 75 * HOUR, askedMs: 0 }, 1)).toBe(5000);
});
