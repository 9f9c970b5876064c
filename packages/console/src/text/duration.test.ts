import { expect, it } from 'vitest';
import { durationInFull, durationOf } from './duration.ts';

it.each([
  [-1, '0 ns'],
  [0, '0 ns'],
  [999, '999 ns'],
  [1_500, '1.5 µs'],
  [999_600, '1 ms'],
  [3_400_000, '3.4 ms'],
  [48_000_000, '48 ms'],
  [1_900_000_000, '1.9 s'],
  [252e9, '4 min'],
])('%d ns is %s', (ns, words) => {
  expect(durationOf(ns)).toBe(words);
});

it.each([
  [59e9, '59.0 s'],
  [252e9, '4 min 12 s'],
  [7_260e9, '2 h 1 min'],
])('%d ns in full is %s', (ns, words) => {
  expect(durationInFull(ns)).toBe(words);
});
