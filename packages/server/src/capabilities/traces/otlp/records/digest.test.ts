import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProtobufReader } from '../protobuf/reader.ts';
import { digestOf } from './digest.ts';

const digest = (bytes: Uint8Array, from = 0, to = bytes.length): bigint =>
  digestOf(new ProtobufReader(Buffer.from(bytes)), from, to);

test('each bit counts, and so does the length', () => {
  const bytes = Buffer.alloc(75, 0x20);
  const seen = new Set([digest(bytes)]);
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const other = Buffer.from(bytes);
    other.writeUInt8((other[bit >>> 3] ?? 0) ^ (1 << (bit & 7)), bit >>> 3);
    seen.add(digest(other));
  }
  for (let length = 0; length < bytes.length; length += 1) seen.add(digest(bytes, 0, length));
  expect(seen.size).toBe(1 + bytes.length * 8 + bytes.length);
});

test('what lies around the span does not count', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 20 }), (bytes, before) => {
      const around = Buffer.concat([before, bytes, before]);
      expect(digest(around, before.length, before.length + bytes.length)).toBe(digest(bytes));
    }),
  );
});

test('words that change places are told apart', () => {
  const words = Array.from({ length: 16 }, (_, at) => Buffer.from(`word${at.toString(16)}...`));
  const seen = new Set<bigint>();
  for (let one = 0; one < words.length; one += 1) {
    for (let other = one + 1; other < words.length; other += 1) {
      const swapped = [...words];
      [swapped[one], swapped[other]] = [words[other] ?? Buffer.alloc(0), words[one] ?? Buffer.alloc(0)];
      seen.add(digest(Buffer.concat(swapped)));
    }
  }
  expect(seen.size).toBe((16 * 15) / 2);
});
