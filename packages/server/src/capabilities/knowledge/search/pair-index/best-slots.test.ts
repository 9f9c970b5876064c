import { expect, test } from 'vitest';
import { bestSlots } from './best-slots.ts';

const SLOTS = 5_000;

/** Many of the same score, some without one, some that are nobody's or may not be found. */
const drawn = (seed: number) => {
  let state = seed;
  const draw = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const scores = Float32Array.from({ length: SLOTS }, () => (draw() < 0.4 ? 0 : Math.round(draw() ** 3 * 40) / 8));
  const numbers = Int32Array.from({ length: SLOTS }, (_, slot) => (draw() < 0.1 ? -1 : SLOTS - slot));
  const mayBeFound = Uint8Array.from({ length: SLOTS + 1 }, () => (draw() < 0.8 ? 1 : 0));
  return { scores, numbers, mayBeFound, end: SLOTS };
};

test.each([
  [1, 10],
  [2, 100],
  [3, 1],
  [4, 10_000],
])('with chances %i the best %i are those of a sort of all', (seed, most) => {
  const slots = drawn(seed);
  const all = [...slots.scores.entries()]
    .map(([slot, score]) => ({ number: slots.numbers[slot] ?? -1, score }))
    .filter(({ number, score }) => score > 0 && number !== -1 && slots.mayBeFound[number] === 1);
  const sorted = all.toSorted((one, other) => other.score - one.score || one.number - other.number);
  expect(bestSlots(slots, most)).toEqual(sorted.slice(0, most));
});
