import { expect, test } from 'vitest';
import { expectSlotsKept, mostAtOnce } from './expect-slots-kept.ts';

const held = (...spans: [number, number][]) => spans.map(([from_ms, to_ms]) => ({ from_ms, to_ms, lost: false }));

test('those who follow each other are not at once', () => {
  expect(mostAtOnce(held([0, 10], [10, 20], [20, 30]))).toBe(1);
  expect(mostAtOnce([])).toBe(0);
});

test('more than the limit at once is found', () => {
  const three = held([0, 10], [5, 15], [9, 12]);
  expect(mostAtOnce(three)).toBe(3);
  expectSlotsKept(three, 3);
  expect(() => expectSlotsKept(three, 2)).toThrow('never do more hold a slot');
});
