import { expect, it } from 'vitest';
import { took } from './took.ts';

it.each([
  [-3, '0 ms'],
  [840.4, '840 ms'],
  [1_900, '1.9 s'],
  [59_960, '1 min'],
  [7_300_000, '2 h'],
])('%d ms took %s', (ms, words) => {
  expect(took(ms)).toBe(words);
});
