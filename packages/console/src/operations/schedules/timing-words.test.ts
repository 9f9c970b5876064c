import { expect, it } from 'vitest';
import { timingWords } from './timing-words.ts';

it.each([
  ['every 3600 s', 'every hour'],
  ['every 5400 s', 'every 90 minutes'],
  ['every 172800 s', 'every 2 days'],
  ['every 1 s', 'every second'],
  ['* * * * *', 'every minute'],
  ['*/5 * * * *', 'every 5 minutes'],
  ['0 * * * *', 'every hour'],
  ['30 * * * *', 'every hour, 30 min past'],
  ['5 3 * * *', 'every day at 03:05 UTC'],
  ['0 9 * * 1', 'on Mondays at 09:00 UTC'],
  ['0 9 * * 7', 'on Sundays at 09:00 UTC'],
  ['0 9 * * 1-5', 'from Monday to Friday at 09:00 UTC'],
  ['0 0 1 * *', 'on day 1 of each month at 00:00 UTC'],
  ['0 0 1 1 *', '0 0 1 1 * (UTC)'],
  ['1-3 * * * *', '1-3 * * * * (UTC)'],
  ['<b>', '<b> (UTC)'],
])('%s is %s', (timing, words) => {
  expect(timingWords(timing)).toBe(words);
});
