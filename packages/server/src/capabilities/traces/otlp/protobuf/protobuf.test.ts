import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProtobufReader } from './reader.ts';
import { ProtobufWriter } from './writer.ts';

const read = (bytes: Buffer) => {
  const reader = new ProtobufReader(bytes);
  const fields: { tag: number; low: number; high: number; bytes: Buffer }[] = [];
  while (reader.next()) {
    const { tag, low, high, from, to } = reader;
    fields.push({ tag, low, high, bytes: bytes.subarray(from, to) });
  }
  return { fields, failed: reader.failed };
};

test('whatever number is written is read', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
      fc.integer({ min: 1, max: 536_870_911 }),
      (value, field) => {
        const writer = new ProtobufWriter();
        writer.varint(field, value);
        const { fields, failed } = read(writer.finish());
        const bits = BigInt.asUintN(64, value);
        expect(failed).toBe(false);
        expect(fields).toMatchObject([{ tag: field * 8, low: Number(bits & 0xffff_ffffn), high: Number(bits >> 32n) }]);
      },
    ),
  );
});

test('a small number is written the same as a bigint', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      const [some, other] = [new ProtobufWriter(), new ProtobufWriter()];
      some.varint(1, value);
      other.varint(1, BigInt(value));
      expect(some.finish()).toEqual(other.finish());
    }),
  );
});

test('messages in messages are as long as they are, whatever their lengths need', () => {
  const writer = new ProtobufWriter();
  const outer = writer.open(1);
  const inner = writer.open(2);
  writer.string(3, 'ö'.repeat(9_000));
  writer.close(inner);
  writer.close(outer);
  const reader = new ProtobufReader(writer.finish());
  expect(reader.next()).toBe(true);
  reader.enter();
  expect(reader.next()).toBe(true);
  reader.enter();
  expect(reader.next()).toBe(true);
  expect(reader.bytes.toString('utf8', reader.from, reader.to)).toBe('ö'.repeat(9_000));
  expect(reader.next()).toBe(false);
  expect(reader.failed).toBe(false);
});

test('nothing is lost where the buffer grows', () => {
  for (let before = 0; before < 1_100; before += 1) {
    const writer = new ProtobufWriter();
    writer.bytes(1, Buffer.alloc(before));
    const outer = writer.open(2);
    writer.string(3, 'ᩇ');
    writer.close(outer);
    expect(writer.finish().subarray(-5).toString('hex')).toBe('1a03e1a987');
  }
});

test.each([
  ['a group', '0b0c'],
  ['the end of a group', '0c'],
  ['a wire type that does not exist', '0e'],
  ['field 0', '0001'],
  ['a tag of more than 32 bits', '8880808080800101'],
  ['a tag that is cut off', '88'],
  ['a varint that never ends', `08${'ff'.repeat(11)}`],
  ['a varint of more than 64 bits', `08${'ff'.repeat(9)}02`],
  ['a varint that is cut off', '08ff'],
  ['a length behind the end', '0a05aabb'],
  ['a length of 2^32 + 1', '0a8180808010aa'],
  ['a length of 2^64 - 1', `0a${'ff'.repeat(9)}01`],
  ['half of a fixed64', '0901020304'],
  ['half of a fixed32', '0d0102'],
])('%s is malformed', (_, hex) => {
  expect(read(Buffer.from(hex, 'hex')).failed).toBe(true);
});

test('a length that is written longer than it needs to be is read', () => {
  expect(read(Buffer.from('0a828000aabb', 'hex'))).toMatchObject({
    failed: false,
    fields: [{ bytes: Buffer.from('aabb', 'hex') }],
  });
});

test('after what is malformed there is nothing more, in no message around it either', () => {
  const reader = new ProtobufReader(Buffer.from('0a020bff0801', 'hex'));
  expect(reader.next()).toBe(true);
  const outer = reader.enter();
  expect(reader.next()).toBe(false);
  reader.leave(outer);
  expect(reader.next()).toBe(false);
  expect(reader.failed).toBe(true);
});

test('any bytes are read to an end, and nothing outside of them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(50), (bytes, before) => {
      const outer = Buffer.concat([Buffer.alloc(before, 0x08), bytes, Buffer.alloc(50, 0x08)]);
      const { fields } = read(outer.subarray(before, before + bytes.length));
      expect(fields.length).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 1_000 },
  );
});
