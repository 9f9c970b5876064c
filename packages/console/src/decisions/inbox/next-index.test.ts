import { expect, it } from 'vitest';
import { nextIndex } from './next-index.ts';

it('goes one on and one back, and stays at the ends', () => {
  expect(nextIndex({ count: 3, at: 1, last: 1, by: 1 })).toBe(2);
  expect(nextIndex({ count: 3, at: 2, last: 2, by: 1 })).toBe(2);
  expect(nextIndex({ count: 3, at: 0, last: 0, by: -1 })).toBe(0);
});

it('goes on with what took the place of one that was decided', () => {
  expect(nextIndex({ count: 3, at: -1, last: 1, by: 1 })).toBe(1);
  expect(nextIndex({ count: 3, at: -1, last: 1, by: -1 })).toBe(0);
  expect(nextIndex({ count: 1, at: -1, last: 5, by: 1 })).toBe(0);
});
