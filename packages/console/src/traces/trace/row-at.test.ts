import { expect, it } from 'vitest';
import { beforeOf, nextOf, rowAt } from './row-at.ts';

it('finds a row by its place', () => {
  expect([0, 4, 5, 9].map((place) => rowAt([0, 4, 5, 9], place))).toEqual([0, 1, 2, 3]);
  expect(rowAt([0, 4], 7)).toBe(2);
});

it('goes round', () => {
  expect([nextOf([2, 5], 2), nextOf([2, 5], 5), nextOf([], 1)]).toEqual([5, 2, undefined]);
  expect([beforeOf([2, 5], 5), beforeOf([2, 5], 2)]).toEqual([2, 5]);
});
