import { expect, it } from 'vitest';
import { retryAfterSeconds } from './retry-after.ts';

const now = Date.UTC(2026, 0, 1);

it.each([
  ['3', 3],
  ['Thu, 01 Jan 2026 00:00:10 GMT', 10],
  ['Thu, 01 Jan 2015 00:00:10 GMT', 0],
  ['300', 300],
  ['301', 300],
  ['2147484', 300],
  ['9'.repeat(400), 300],
  ['Thu, 01 Jan 2037 00:00:10 GMT', 300],
  ['soon', undefined],
  [null, undefined],
])('reads %s', (value, seconds) => {
  expect(retryAfterSeconds(value, now)).toBe(seconds);
});
