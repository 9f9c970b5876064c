import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createSecretBox, SecretUnreadable } from './secret-box.ts';

const key = randomBytes(32);
const box = createSecretBox(key);

test('a secret comes out as it went in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, context) => {
      expect(box.open(box.seal(plain, context), context)).toBe(plain);
    }),
  );
});

test('a sealed secret does not show the secret, and the same one never looks the same twice', () => {
  const sealed = Array.from({ length: 100 }, () => box.seal('correct horse battery staple', 'provider:1'));
  expect(new Set(sealed).size).toBe(100);
  for (const text of sealed) expect(Buffer.from(text.split('.')[2] ?? '', 'base64url').includes('horse')).toBe(false);
});

test('a secret that is moved to another row cannot be opened there', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (context, other) => {
      fc.pre(context !== other);
      expect(() => box.open(box.seal('secret', context), other)).toThrow(SecretUnreadable);
    }),
  );
});

describe('a sealed secret that was altered cannot be opened', () => {
  const sealed = box.seal('secret', 'here');
  const [format = '', id = '', body = ''] = sealed.split('.');
  const bytes = Buffer.from(body, 'base64url');

  test('at any bit of it', () => {
    for (let position = 0; position < bytes.length * 8; position += 1) {
      const altered = Buffer.from(bytes);
      altered[position >> 3] = (altered[position >> 3] ?? 0) ^ (1 << (position & 7));
      expect(() => box.open([format, id, altered.toString('base64url')].join('.'), 'here')).toThrow(SecretUnreadable);
    }
  });

  test('by cutting it anywhere', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => box.open([format, id, bytes.subarray(0, length).toString('base64url')].join('.'), 'here')).toThrow(
        SecretUnreadable,
      );
    }
  });

  test.each([
    '',
    'v1',
    `v2.${id}.${body}`,
    `v1.00000000.${body}`,
    `${id}.${body}`,
    'v1..',
    `v1.${id}.`,
    `v1.${id}.!!!`,
  ])('%j is no sealed secret', (text) => {
    expect(() => box.open(text, 'here')).toThrow(SecretUnreadable);
  });
});

test('what was sealed before a rotation is opened by the earlier key, and new secrets need the new one', () => {
  const older = createSecretBox(key).seal('old', 'c');
  const rotated = createSecretBox(randomBytes(32), [key]);
  expect(rotated.open(older, 'c')).toBe('old');
  expect(rotated.keyId).not.toBe(box.keyId);
  expect(rotated.seal('new', 'c')).toContain(`.${rotated.keyId}.`);
  expect(() => box.open(rotated.seal('new', 'c'), 'c')).toThrow(
    new SecretUnreadable(`A stored secret needs the key ${rotated.keyId}, which this node does not have.`),
  );
});

test('a key is known by an id that says nothing of it', () => {
  expect(box.keyId).toMatch(/^[0-9a-f]{8}$/);
  expect(key.toString('hex')).not.toContain(box.keyId);
  expect(createSecretBox(Buffer.from(key)).keyId).toBe(box.keyId);
});
