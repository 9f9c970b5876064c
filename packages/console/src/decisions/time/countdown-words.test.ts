import { expect, it } from 'vitest';
import { countdownWords, urgencyOf } from './countdown-words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

it.each([
  [-5_000, '00:00'],
  [0, '00:00'],
  [999, '00:00'],
  [61_000, '01:01'],
  [HOUR - 1, '59:59'],
  [HOUR, '1 h 0 min'],
  [25 * HOUR, '1 d 1 h'],
])('%i ms are %s', (leftMs, words) => {
  expect(countdownWords(leftMs)).toBe(words);
});

it('is urgent when minutes are left, or a fifth of the time there was', () => {
  expect(urgencyOf(0, HOUR)).toBe('over');
  expect(urgencyOf(4 * MINUTE, HOUR)).toBe('soon');
  expect(urgencyOf(30 * MINUTE, HOUR)).toBe('later');
  expect(urgencyOf(4 * HOUR, 24 * HOUR)).toBe('soon');
});
