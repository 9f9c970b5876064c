import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayNameOf } from './display-name.ts';

test.each([
  ['faq.csv', 'faq.csv'],
  ['../../../etc/passwd', 'passwd'],
  ['C:\\Users\\ada\\faq.csv', 'faq.csv'],
  ['/', 'unnamed'],
  ['', 'unnamed'],
  ['..', 'unnamed'],
  ['\0', 'unnamed'],
  ['a\0b\u202egnp.csv\r\n', 'abgnp.csv'],
  ['CON', 'CON'],
  ['aux.csv', 'aux.csv'],
  ['cafe\u0301.csv', 'caf\u00e9.csv'],
  ['family \u{1f468}\u200d\u{1f469}.csv', 'family \u{1f468}\u200d\u{1f469}.csv'],
  ['half \ud800.csv', 'half \ufffd.csv'],
])('%j is shown as %j', (sent, shown) => {
  expect(displayNameOf(sent)).toBe(shown);
});

test('a long name keeps how it ends', () => {
  const shown = displayNameOf(`${'ä'.repeat(5000)}.csv`);
  expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(255);
  expect(shown.endsWith('ä.csv')).toBe(true);
  expect(Buffer.byteLength(displayNameOf('x'.repeat(5000)))).toBe(255);
});

test('whatever was sent, what is shown is short, in one form, and neither a path nor a command', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }), (codes) => {
      const shown = displayNameOf(String.fromCharCode(...codes));
      expect(shown).not.toMatch(/[/\\\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(255);
      expect(shown).toBe(shown.normalize('NFC'));
      expect(shown.isWellFormed()).toBe(true);
      expect(['', '.', '..']).not.toContain(shown);
    }),
  );
});
