import { expect, test } from 'vitest';
import { createVectorIndex, USUAL_SCAN } from './vector-index.ts';

const DIMENSIONS = 64;
const chance = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Around few centres and all a little to one side, with some numbers that say more than others: as embedders make them. */
const lifelike = (count: number, seed: number): Float32Array[] => {
  const draw = chance(seed);
  const centres = Array.from({ length: 50 }, () =>
    Float32Array.from({ length: DIMENSIONS }, (_, at) => (draw() - 0.4) / (1 + at / 8)),
  );
  return Array.from({ length: count }, () => {
    const centre = centres[Math.floor(draw() * centres.length)] ?? new Float32Array(DIMENSIONS);
    const vector = centre.map((number, at) => number + (draw() - 0.5) / (1 + at / 8));
    const length = Math.hypot(...vector);
    return vector.map((number) => number / length);
  });
};

const ALL = new Uint8Array(20_000).fill(1);
const SKETCHED = { ...USUAL_SCAN, exactProducts: 0 };
const EXACT = { ...USUAL_SCAN, exactProducts: Infinity };

test('sketches lead to the same ten as all vectors do, for 95 of 100', () => {
  const sketched = createVectorIndex(DIMENSIONS, SKETCHED);
  const exact = createVectorIndex(DIMENSIONS, EXACT);
  for (const [row, vector] of lifelike(12_000, 1).entries()) {
    sketched.put(row, vector);
    exact.put(row, vector);
  }
  const questions = lifelike(40, 2);
  let found = 0;
  for (const question of questions) {
    const right = new Set(
      exact
        .ask(question)
        .nearest(10, ALL)
        .map(({ number }) => number),
    );
    for (const { number } of sketched.ask(question).nearest(10, ALL)) if (right.has(number)) found += 1;
  }
  expect(found / (questions.length * 10)).toBeGreaterThan(0.95);
});

test.each([
  ['sketches', SKETCHED],
  ['all vectors', EXACT],
])('by %s what may not be found, is hidden or forgotten is left out, and comes back', (_, scan) => {
  const index = createVectorIndex(DIMENSIONS, scan);
  const vectors = lifelike(3_000, 3);
  for (const [row, vector] of vectors.entries()) index.put(row, vector);
  const question = vectors[7] ?? new Float32Array(DIMENSIONS);
  const first = (mayBeFound = ALL) => index.ask(question).nearest(1, mayBeFound)[0]?.number;
  expect(first()).toBe(7);
  expect(index.ask(question).cosine(7)).toBeCloseTo(1);
  expect(first(ALL.with(7, 0))).not.toBe(7);
  index.show(7, false);
  expect(first()).not.toBe(7);
  index.show(7, true);
  expect(first()).toBe(7);
  index.forget(7);
  expect(first()).not.toBe(7);
  index.put(7, question);
  expect(first()).toBe(7);
});

test('a hundred thousand vectors take little more than their numbers', () => {
  const index = createVectorIndex(4);
  for (let row = 0; row < 100_000; row += 1) index.put(row, Float32Array.of(1, 0, 0, 0));
  // numbers in steps of 16, a sketch, and what a question writes beside them
  expect(index.bytes).toBeLessThan(100_000 * (16 + 32 + 12));
});
