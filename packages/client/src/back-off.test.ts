import { expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

it('doubles, is spread over the upper half, and ends at thirty seconds', () => {
  expect([0, 1, 2, 3].map((failures) => backOffMs(1000, failures, 1))).toEqual([1000, 2000, 4000, 8000]);
  expect(backOffMs(1000, 0, 0)).toBe(500);
  expect(backOffMs(0, 10, 1)).toBe(1024);
  expect(backOffMs(1000, 1000, 1)).toBe(30_000);
});
