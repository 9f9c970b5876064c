import { expect, test } from 'vitest';
import { drawFlips } from '../flips.ts';
import { NOT_FOUND, SKETCH_BYTES } from './comparing.ts';
import { createKernel } from './kernel.ts';
import { TURNS } from './sketching.ts';

const SIZE = 512;
const FLOATS = 0;
const FLIPS = 4_096;
const ASKED = 16_384;
const ROWS = 20_480;
const SHOWN = 40_960;
const MAY = 45_056;
const DIFFERING = 49_152;
const COUNTS = 53_248;
const FOUND = 57_344;

const kernel = createKernel();
const bytes = new Int8Array(kernel.memory.buffer);
const shorts = new Int16Array(kernel.memory.buffer);
const words = new Uint32Array(kernel.memory.buffer);
const floats = new Float32Array(kernel.memory.buffer);

const chance = (seed: number, most: number): number[] => Array.from(drawNumbers(seed, SIZE), (drawn) => drawn * most);
const drawNumbers = (seed: number, count: number): number[] => {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
};

test('floats become bytes that are what they were times a scale', () => {
  const given = Float32Array.from(chance(1, 0.3));
  floats.set(given, FLOATS / 4);
  const scale = kernel.toBytes(FLOATS, FLOATS + SIZE * 4, ROWS);
  expect(scale).toBeCloseTo(Math.max(...given.map(Math.abs)) / 127, 7);
  for (const [at, number] of given.entries())
    expect(Math.abs((bytes[ROWS + at] ?? 0) - number / scale)).toBeLessThanOrEqual(0.501);
});

test('floats that are all 0 become bytes that are 0', () => {
  floats.fill(0, FLOATS / 4, FLOATS / 4 + SIZE);
  bytes.fill(7, ROWS, ROWS + SIZE);
  expect(kernel.toBytes(FLOATS, FLOATS + SIZE * 4, ROWS)).toBe(0);
  expect(bytes.subarray(ROWS, ROWS + SIZE).every((byte) => byte === 0)).toBe(true);
});

test('a row and what is asked are multiplied to the last bit', () => {
  const row = chance(2, 127).map(Math.trunc);
  const asked = chance(3, 4_095).map(Math.trunc);
  bytes.set(row, ROWS);
  shorts.set(asked, ASKED / 2);
  const product = row.reduce((sum, number, at) => sum + number * (asked[at] ?? 0), 0);
  expect(kernel.multiplyRow(ROWS, ROWS + SIZE, ASKED)).toBe(product);
});

/** The same, as plain as can be: `sign` of the sum of all numbers, each with the sign that a Hadamard matrix has there. */
const sketchPlainly = (vector: readonly number[]): number[] => {
  let turned = vector.map(Math.fround);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const flips = drawFlips(vector.length, turn + 1);
    turned = turned.map((number, at) => number * (flips[at] ?? 0));
    for (let half = 1; half < turned.length; half *= 2)
      turned = turned.map((number, at) =>
        Math.fround((at & half) === 0 ? number + (turned[at + half] ?? 0) : (turned[at - half] ?? 0) - number),
      );
  }
  return Array.from({ length: SKETCH_BYTES }, (_, byte) =>
    Array.from({ length: 8 }, (__, bit) => Number((turned[byte * 8 + bit] ?? 0) > 0) << bit).reduce(
      (sum, bit) => sum | bit,
    ),
  );
};

test.each([256, 512])('a vector of %i numbers has the signs that it has when it is turned plainly', (size) => {
  const vector = drawNumbers(4, size);
  floats.set(vector, FLOATS / 4);
  for (let turn = 0; turn < TURNS; turn += 1) floats.set(drawFlips(size, turn + 1), FLIPS / 4 + turn * size);
  kernel.sketchVector(FLOATS, size * 4, FLIPS, ROWS);
  expect([...new Uint8Array(kernel.memory.buffer, ROWS, SKETCH_BYTES)]).toEqual(sketchPlainly(vector));
});

test('sketches are compared bit for bit, counted, and those found that differ least', () => {
  const rows = 300;
  const drawn = drawNumbers(5, rows * SKETCH_BYTES).map((number) => Math.trunc(number * 127));
  bytes.set(drawn, ROWS);
  bytes.set(drawn.slice(0, SKETCH_BYTES), ASKED);
  bytes.fill(1, SHOWN, SHOWN + rows);
  bytes.fill(1, MAY, MAY + rows);
  bytes[SHOWN + 1] = 0;
  bytes[MAY + 2] = 0;
  words.fill(0, COUNTS / 4, COUNTS / 4 + NOT_FOUND + 1);
  kernel.compareSketches(ROWS, ROWS + rows * SKETCH_BYTES, ASKED, SHOWN, MAY, DIFFERING, COUNTS);

  const bitsOf = (byte: number): number => (byte & 0xff).toString(2).replaceAll('0', '').length;
  const expected = Array.from({ length: rows }, (_, row) => {
    if (row === 1 || row === 2) return NOT_FOUND;
    const own = drawn.slice(row * SKETCH_BYTES, (row + 1) * SKETCH_BYTES);
    return own.reduce((sum, byte, at) => sum + bitsOf(byte ^ (drawn[at] ?? 0)), 0);
  });
  expect([...shorts.subarray(DIFFERING / 2, DIFFERING / 2 + rows)]).toEqual(expected);
  for (const difference of [0, 120, 128, NOT_FOUND])
    expect(words[COUNTS / 4 + difference]).toBe(expected.filter((one) => one === difference).length);
  const near = expected.flatMap((difference, row) => (difference <= 120 ? [row] : []));
  expect(kernel.collectRows(DIFFERING, DIFFERING + rows * 2, 120, 0, FOUND)).toBe(near.length);
  expect([...words.subarray(FOUND / 4, FOUND / 4 + near.length)]).toEqual(near);
});
