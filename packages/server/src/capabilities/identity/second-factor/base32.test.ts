import { expect, test } from 'vitest';
import { fromBase32, toBase32 } from './base32.ts';

test.each([
  ['', ''],
  ['fooba', 'MZXW6YTB'],
  ['foobafooba', 'MZXW6YTBMZXW6YTB'],
])('"%s" is %s, as RFC 4648 writes it', (plain, encoded) => {
  expect(toBase32(Buffer.from(plain))).toBe(encoded);
  expect(fromBase32(encoded).toString()).toBe(plain);
});

test('every secret comes back as it was', () => {
  for (let byte = 0; byte < 256; byte += 1) {
    const bytes = Buffer.alloc(20, byte);
    expect(fromBase32(toBase32(bytes))).toEqual(bytes);
  }
});

test('what is no base32 is refused', () => {
  expect(() => fromBase32('ABC1')).toThrow(RangeError);
});
