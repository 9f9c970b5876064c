import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SpanMarks, type SpanMark } from './span-marks.ts';

const number = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
const id = fc.oneof(fc.bigInt({ min: 1n, max: 40n }), fc.bigInt({ min: 1n, max: (1n << 64n) - 1n }));
const mark: fc.Arbitrary<SpanMark> = fc.record({
  parentSpanId: number,
  digest: number,
  isOpen: fc.boolean(),
  failed: fc.boolean(),
  asked: fc.option(fc.constant({ usage: undefined, costUsd: 1 }), { nil: undefined }),
});

test('marks are found by the ids under which they were set last, and no others', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(id, mark), { maxLength: 300 }), fc.array(id), (set, others) => {
      const [marks, expected] = [new SpanMarks(), new Map<bigint, SpanMark>()];
      for (const [of, one] of set) {
        marks.set(of, one);
        expected.set(of, one);
      }
      expect(marks.size).toBe(expected.size);
      for (const of of [...expected.keys(), ...others]) expect(marks.get(of)).toEqual(expected.get(of));
    }),
  );
});

test('thousands of ids of which only the upper bits differ are told apart', () => {
  const marks = new SpanMarks();
  const one: SpanMark = { parentSpanId: 0n, digest: 0n, isOpen: false, failed: false, asked: undefined };
  const ids = Array.from({ length: 20_000 }, (_, index) => BigInt(index + 1) << 44n);
  for (const of of ids) marks.set(of, one);
  expect(ids.every((of) => marks.get(of) !== undefined)).toBe(true);
  expect(marks.size).toBe(ids.length);
});
