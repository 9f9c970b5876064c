import { f32, f32x4, i16x8, i32, i32x4, i8x16, loopWhile, v128 } from './instructions.ts';
import { wasmFunction } from './wasm-module.ts';

/** Rows are made of so many bytes at a time; what a vector does not have is 0. */
export const STEP = 16;
/** The largest number of a row. */
const LARGEST = 127;

const FLOAT_BYTES = 4;
const LANES = [0, 1, 2, 3] as const;

/** Writes floats as bytes, and gives the scale by which they are what they were: about a hundredth of the largest. */
export const toBytes = wasmFunction({
  takes: { floats: 'i32', end: 'i32', bytes: 'i32' },
  keeps: { at: 'i32', largest: 'v128', scale: 'f32', times: 'v128' },
  gives: 'f32',
  does({ floats, end, bytes, at, largest, scale, times }) {
    const four = (nth: number) =>
      i32x4.truncate(f32x4.nearest(f32x4.multiply(v128.load(floats.value, nth * 4 * FLOAT_BYTES), times.value)));
    return [
      at.set(floats.value),
      loopWhile(i32.isLess(at.value, end.value), [
        largest.set(f32x4.max(largest.value, f32x4.absolute(v128.load(at.value)))),
        at.set(i32.add(at.value, i32.of(4 * FLOAT_BYTES))),
      ]),
      scale.set(f32.divide(LANES.map((lane) => f32x4.lane(largest.value, lane)).reduce(f32.max), f32.of(LARGEST))),
      // where all are 0 it is infinite, and 0 times that is truncated to 0
      times.set(f32x4.ofAll(f32.divide(f32.of(1), scale.value))),
      loopWhile(i32.isLess(floats.value, end.value), [
        v128.store(bytes.value, i8x16.narrow(i16x8.narrow(four(0), four(1)), i16x8.narrow(four(2), four(3)))),
        bytes.set(i32.add(bytes.value, i32.of(STEP))),
        floats.set(i32.add(floats.value, i32.of(STEP * FLOAT_BYTES))),
      ]),
      scale.value,
    ];
  },
});

/** The product of a row of bytes and of as many shorts. */
export const multiplyRow = wasmFunction({
  takes: { row: 'i32', end: 'i32', asked: 'i32' },
  keeps: { bytes: 'v128', low: 'v128', high: 'v128' },
  gives: 'i32',
  does: ({ row, end, asked, bytes, low, high }) => [
    loopWhile(i32.isLess(row.value, end.value), [
      bytes.set(v128.load(row.value)),
      low.set(i32x4.add(low.value, i32x4.dot(i16x8.extendLow(bytes.value), v128.load(asked.value)))),
      high.set(i32x4.add(high.value, i32x4.dot(i16x8.extendHigh(bytes.value), v128.load(asked.value, STEP)))),
      row.set(i32.add(row.value, i32.of(STEP))),
      asked.set(i32.add(asked.value, i32.of(2 * STEP))),
    ]),
    low.set(i32x4.add(low.value, high.value)),
    LANES.map((lane) => i32x4.lane(low.value, lane)).reduce(i32.add),
  ],
});
