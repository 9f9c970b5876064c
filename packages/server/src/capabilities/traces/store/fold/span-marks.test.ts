import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SpanMark } from './span-mark.ts';
import { SpanMarks } from './span-marks.ts';

const number = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
const id = fc.oneof(fc.bigInt({ min: 1n, max: 40n }), fc.bigInt({ min: 1n, max: (1n << 64n) - 1n }));
const mark: fc.Arbitrary<SpanMark> = fc.record({
  parentSpanId: number,
  digest: number,
  isOpen: fc.boolean(),
  failed: fc.boolean(),
  asked: fc.option(fc.record({ usage: fc.constant(undefined), costUsd: fc.nat() }), { nil: undefined }),
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
