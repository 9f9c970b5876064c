import { hash } from '@node-rs/argon2';
import { beforeAll, describe, expect, test } from 'vitest';
import { createHasher, needsRehash, type Hasher } from './hasher.ts';

let hasher: Hasher;
beforeAll(() => {
  hasher = createHasher();
});

const EVERY_PRINTABLE = Array.from({ length: 95 }, (_nothing, index) => String.fromCodePoint(32 + index)).join('');

test.each([
  ['every printable character', EVERY_PRINTABLE],
  ['emoji and a family of them', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u{1f600}'],
  ['1,024 characters', 'x7'.padEnd(1024, 'q5t#')],
  ['1,024 emoji', '\u{1f600}'.repeat(1024)],
])('%s is a password, to the last character', async (_name, password) => {
  const stored = await hasher.hash(password);
  expect(await hasher.isPasswordOf(stored, password)).toBe(true);
  const letters = Array.from(password);
  expect(await hasher.isPasswordOf(stored, letters.slice(0, -1).join(''))).toBe(false);
  expect(await hasher.isPasswordOf(stored, `${password} `)).toBe(false);
});

test('nothing is made alike: another case or another way to write a letter is another password', async () => {
  const stored = await hasher.hash('Caf\u00e9 au lait, please');
  expect(await hasher.isPasswordOf(stored, 'caf\u00e9 au lait, please')).toBe(false);
  expect(await hasher.isPasswordOf(stored, 'Cafe\u0301 au lait, please')).toBe(false);
});

describe('parameters', () => {
  test('of today need no new hash', async () => {
    expect(needsRehash(await hasher.hash('a sentence nobody would guess'))).toBe(false);
  });

  test.each([
    [{ memoryCost: 19_456, timeCost: 2, parallelism: 1 }],
    [{ memoryCost: 47_104, timeCost: 1, parallelism: 2 }],
    [{ memoryCost: 47_104, timeCost: 2, parallelism: 1 }],
  ])('%j do, and still open', async (earlier) => {
    const stored = await hash('a sentence nobody would guess', earlier);
    expect(needsRehash(stored)).toBe(true);
    expect(await hasher.isPasswordOf(stored, 'a sentence nobody would guess')).toBe(true);
  });
});
