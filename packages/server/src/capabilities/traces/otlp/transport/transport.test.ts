import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readContentEncoding } from './content-encoding.ts';
import { readMediaType } from './media-type.ts';
import { readBody } from './read-body.ts';
import type { Encoding } from './content-encoding.ts';

test.each([
  ['application/x-protobuf', 'protobuf'],
  ['Application/X-Protobuf', 'protobuf'],
  ['application/x-protobuf; messageType="x.Y"', 'protobuf'],
  ['application/json', 'json'],
  ['application/json;charset=utf-8', 'json'],
  ['application/JSON ; Charset = "UTF-8"', 'json'],
])('%s is %s', (header, type) => {
  expect(readMediaType(header)).toBe(type);
});

test.each([
  undefined,
  '',
  'text/plain',
  'application/json; charset=utf-16',
  'application/protobuf',
  'application/jsonx',
  'constructor',
  '__proto__',
  '; charset=utf-8',
])('%s is no media type of OTLP', (header) => {
  expect(readMediaType(header)).toBeUndefined();
});

test.each([
  [undefined, 'identity'],
  ['identity', 'identity'],
  ['GZIP', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', undefined],
  ['zstd', undefined],
  ['gzip, gzip', undefined],
  ['gzip, identity', undefined],
])('the encoding %s is understood as %s', (header, encoding) => {
  expect(readContentEncoding(header)).toBe(encoding);
});

async function* inPieces(bytes: Buffer, size = 1_000): AsyncGenerator<Buffer, void, void> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
const read = (bytes: Buffer, encoding: Encoding, most = 1_000_000) =>
  readBody(inPieces(bytes), encoding, { mostBytes: most });

test('what was compressed is read, in whatever pieces it comes and whatever members it has', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 500 }), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 50 }),
      async (parts, size) => {
        const bytes = Buffer.concat(parts.map((part) => gzipSync(part)));
        expect(await readBody(inPieces(bytes, size), 'gzip', { mostBytes: 10_000 })).toEqual({
          kind: 'read',
          bytes: Buffer.concat(parts),
        });
      },
    ),
    { numRuns: 50 },
  );
});

test('a body of the size allowed is read, one byte more is not', async () => {
  const bytes = Buffer.alloc(5_000, 'a');
  for (const [body, encoding] of [
    [bytes, 'identity'],
    [gzipSync(bytes), 'gzip'],
  ] as const) {
    expect(await read(body, encoding, 5_000)).toEqual({ kind: 'read', bytes });
    expect(await read(body, encoding, 4_999)).toEqual({ kind: 'too_large' });
  }
});

test('what was announced is read where it stays, and what comes beyond it as well', async () => {
  const bytes = Buffer.from('0123456789'.repeat(500));
  for (const expected of [0, 10, 4_999, 5_000, 9_000])
    expect(await readBody(inPieces(bytes), 'identity', { mostBytes: 5_000, expected })).toEqual({
      kind: 'read',
      bytes,
    });
});

test('what was announced and does not come takes no memory', async () => {
  const mebibyte = Buffer.alloc(1024 * 1024, 'a');
  const { promise: coming, resolve: come } = Promise.withResolvers<void>();
  async function* hesitates(): AsyncGenerator<Buffer, void, void> {
    yield Buffer.from('a');
    await coming;
    yield mebibyte;
  }
  const { arrayBuffers } = process.memoryUsage();
  const limits = { mostBytes: 60_000_000, expected: 1 + mebibyte.length };
  const reading = Array.from({ length: 40 }, () =>
    readBody(hesitates(), 'identity', { ...limits, expected: 50_000_000 }),
  );
  const whole = readBody(hesitates(), 'identity', limits);
  await new Promise(setImmediate);
  expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThan(50_000_000);
  come();
  expect(await whole).toEqual({ kind: 'read', bytes: Buffer.concat([Buffer.from('a'), mebibyte]) });
  for (const body of await Promise.all(reading)) expect(body).toMatchObject({ kind: 'read' });
});

test('whoever counts what is held hears of what came and of what was inside, and can put an end to it', async () => {
  const bytes = Buffer.alloc(5_000, 'a');
  const zipped = gzipSync(bytes);
  let held = 0;
  const hold = (count: number): void => void (held += count);
  await readBody(inPieces(zipped), 'gzip', { mostBytes: 5_000, hold });
  expect(held).toBe(zipped.length + bytes.length);
  const refuse = (): never => {
    throw new Error('enough');
  };
  for (const [body, encoding] of [
    [bytes, 'identity'],
    [zipped, 'gzip'],
  ] as const)
    await expect(readBody(inPieces(body), encoding, { mostBytes: 5_000, hold: refuse })).rejects.toThrow('enough');
});

test('what grows a thousandfold is stopped at the limit, and what does so within the limit is read', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  expect(await read(bomb, 'gzip', 1024 * 1024)).toEqual({ kind: 'too_large' });
  expect((await read(gzipSync(Buffer.alloc(900_000)), 'gzip')).kind).toBe('read');
});

test('gzip that is cut off anywhere is malformed', async () => {
  const bytes = gzipSync(Buffer.from('some spans, as it were'));
  for (let length = 0; length < bytes.length; length += 1)
    expect(await read(bytes.subarray(0, length), 'gzip')).toEqual({ kind: 'malformed' });
});

test.each([
  ['no gzip', Buffer.from('{"resourceSpans":[]}')],
  ['something behind it', Buffer.concat([gzipSync('x'), Buffer.from('more')])],
  ['zeros behind it', Buffer.concat([gzipSync('x'), Buffer.alloc(10)])],
  ['a wrong checksum', Buffer.concat([gzipSync('x').subarray(0, -8), Buffer.alloc(8)])],
  ['half of another', Buffer.concat([gzipSync('x'), gzipSync('y').subarray(0, 12)])],
])('%s is malformed', async (_, bytes) => {
  expect(await read(bytes, 'gzip')).toEqual({ kind: 'malformed' });
});

test('a caller that hangs up is no malformed body', async () => {
  async function* hangsUp(): AsyncGenerator<Buffer, void, void> {
    yield await Promise.resolve(gzipSync('x').subarray(0, 5));
    throw new Error('gone');
  }
  await expect(readBody(hangsUp(), 'gzip', { mostBytes: 1_000 })).rejects.toThrow('gone');
  await expect(readBody(hangsUp(), 'identity', { mostBytes: 1_000 })).rejects.toThrow('gone');
});
