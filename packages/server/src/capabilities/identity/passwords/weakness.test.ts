import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCommonPasswords, type CommonPasswords } from './common-passwords.ts';
import { weaknessOf } from './weakness.ts';

let common: CommonPasswords;
beforeAll(async () => {
  common = await readCommonPasswords();
});

const OWNER = { email: 'Ada.Lovelace42@holdfast.example', name: 'Ada Lovelace' };
const codeOf = (password: string): string | undefined => weaknessOf(password, OWNER, common)?.code;

test('the list is the one that was chosen, and can be asked', () => {
  expect(common.size).toBeGreaterThan(40_000);
  expect(common.has('password')).toBe(true);
});

test.each([
  ['', 'too_short'],
  ['elevenchars', 'too_short'],
  ['\u{1f600}'.repeat(6), 'too_short'],
  ['\u00e9\u{1f600}'.repeat(512) + 'x', 'too_long'],
  ['1qaz2wsx3edc', 'common'],
  ['QWERTY123456', 'common'],
  ['Password1234', 'common'],
  ['!!password!!', 'common'],
  ['2026 Football', 'common'],
  ['aaaaaaaaaaaa', 'repeated'],
  ['zq8#zq8#zq8#zq8#', 'repeated'],
  ['abcdefghijkl', 'row'],
  ['890123456789012', 'row'],
  ['\u03c9\u03c8\u03c7\u03c6\u03c5\u03c4\u03c3\u03c2\u03c1\u03c0\u03bf\u03be', 'row'],
  ['ada.lovelace42@holdfast.example', 'about_owner'],
  ['Ada.Lovelace42', 'about_owner'],
  ['ada lovelace!!!', 'about_owner'],
  ['AdaLovelace1852', 'about_owner'],
  ['holdfast2026', 'about_product'],
])('%j is refused: %s', (password, code) => {
  expect(codeOf(password)).toBe(code);
});

test.each([
  'a sentence nobody would guess',
  'twelve chars',
  '\u{1f600}\u{1f601}\u{1f602}\u{1f603}\u{1f604}\u{1f605}\u{1f606}\u{1f607}\u{1f608}\u{1f609}\u{1f60a}x',
  'dragon83726!9172aq',
  '            hm',
  'x7'.padEnd(1024, 'q5t#'),
])('%j is taken, whatever it is made of', (password) => {
  expect(codeOf(password)).toBeUndefined();
});

describe('whatever comes', () => {
  test('is judged without failing, and short of nothing but length when it is shorter than twelve', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.string(), fc.string(), (password, email, name) => {
        const weakness = weaknessOf(password, { email, name }, common);
        const isShort = Array.from(password).length < 12;
        expect(weakness?.code === 'too_short').toBe(isShort);
      }),
    );
  });

  test('takes no longer for signs without end', () => {
    const since = performance.now();
    for (const sign of ['!', '\u{1f600}', ' ', '1'])
      expect(weaknessOf(sign.repeat(500) + 'x' + sign.repeat(500), OWNER, common)).toBeUndefined();
    expect(performance.now() - since).toBeLessThan(200);
  });
});
