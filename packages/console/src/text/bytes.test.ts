import { expect, it } from 'vitest';
import { bytes } from './bytes.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_240, '1.2 kB'],
  [999_600, '1.0 MB'],
  [48_300_000, '48 MB'],
  [1_500_000_000_000, '1.5 TB'],
])('%d is %s', (size, words) => {
  expect(bytes(size)).toBe(words);
});
