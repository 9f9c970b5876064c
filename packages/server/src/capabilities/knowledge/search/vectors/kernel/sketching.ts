import { f32x4, i32, i32x4, loopWhile, v128 } from './instructions.ts';
import { SKETCH_BITS } from './comparing.ts';
import { wasmFunction, type Local } from './wasm-module.ts';

/** How often signs are flipped and all numbers mixed: three times spread what a vector says over all of its numbers. */
export const TURNS = 3;

const FLOAT_BYTES = 4;
const FOUR_FLOATS = 16;

/**
 * Turns a vector, whose size is a power of two and at least as many as bits, and writes the signs of its numbers. Mixing is
 * the fast Walsh-Hadamard transform, in place; its scale does not matter to signs. `flips` are 1 or -1, for each turn as many as
 * the vector has numbers.
 */
export const sketchVector = wasmFunction({
  takes: { vector: 'i32', bytes: 'i32', flips: 'i32', sketch: 'i32' },
  keeps: { end: 'i32', at: 'i32', turn: 'i32', half: 'i32', from: 'i32', four: 'v128', other: 'v128' },
  does({ vector, bytes, flips, sketch, end, at, turn, half, from, four, other }) {
    return [
      end.set(i32.add(vector.value, bytes.value)),
      loopWhile(i32.isLess(turn.value, i32.of(TURNS)), [
        turn.set(i32.add(turn.value, i32.of(1))),
        at.set(vector.value),
        loopWhile(i32.isLess(at.value, end.value), [
          four.set(f32x4.multiply(v128.load(at.value), v128.load(flips.value))),
          four.set(mixWithin(four, NEIGHBOURS, [1, -1, 1, -1])),
          v128.store(at.value, mixWithin(four, HALVES, [1, 1, -1, -1])),
          forward(at),
          forward(flips),
        ]),
        half.set(i32.of(FOUR_FLOATS)),
        loopWhile(i32.isLess(half.value, bytes.value), [
          from.set(vector.value),
          loopWhile(i32.isLess(from.value, end.value), [
            at.set(from.value),
            from.set(i32.add(from.value, half.value)),
            loopWhile(i32.isLess(at.value, from.value), mixApart({ at, half, four, other })),
            from.set(i32.add(from.value, half.value)),
          ]),
          half.set(i32.shiftLeft(half.value, i32.of(1))),
        ]),
      ]),
      end.set(i32.add(vector.value, i32.of(SKETCH_BITS * FLOAT_BYTES))),
      loopWhile(i32.isLess(vector.value, end.value), [
        i32.storeByte(sketch.value, i32.or(signsOf(vector, 0), i32.shiftLeft(signsOf(vector, 1), i32.of(4)))),
        vector.set(i32.add(vector.value, i32.of(2 * FOUR_FLOATS))),
        sketch.set(i32.add(sketch.value, i32.of(1))),
      ]),
    ];
  },
});

const forward = (at: Local) => at.set(i32.add(at.value, i32.of(FOUR_FLOATS)));

const signsOf = (vector: Local, nth: 0 | 1) =>
  i32x4.signs(f32x4.isGreater(v128.load(vector.value, nth * FOUR_FLOATS), v128.ofFloats(0, 0, 0, 0)));

/** Which of its four numbers each is mixed with, as places of bytes. */
const NEIGHBOURS = [4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11];
const HALVES = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7];

/** The sum where a number comes first, and what it differs by where it comes second. */
const mixWithin = (four: Local, others: readonly number[], signs: readonly [number, number, number, number]) =>
  f32x4.add(v128.shuffle(four.value, others), f32x4.multiply(four.value, v128.ofFloats(...signs)));

const mixApart = ({ at, half, four, other }: Readonly<Record<'at' | 'half' | 'four' | 'other', Local>>) => [
  four.set(v128.load(at.value)),
  other.set(v128.load(i32.add(at.value, half.value))),
  v128.store(at.value, f32x4.add(four.value, other.value)),
  v128.store(i32.add(at.value, half.value), f32x4.subtract(four.value, other.value)),
  forward(at),
];
