import { expect, it } from 'vitest';
import { spanOfTime } from './span-of-time.ts';

it.each([
  [-5, '0 s'],
  [4_400, '4 s'],
  [59_600, '1 min'],
  [3_599_000, '59 min'],
  [7_300_000, '2 h'],
  [200_000_000, '2 d'],
])('%d ms is %s', (ms, words) => {
  expect(spanOfTime(ms)).toBe(words);
});
