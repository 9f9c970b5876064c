import { expect, it } from 'vitest';
import { visibleText, visibleValue } from './visible-text.ts';

it('shows what turns a text round or hides in it', () => {
  expect(visibleText('pay\u202E31.exe')).toBe(String.raw`pay\u{202e}31.exe`);
  expect(visibleText('web\u200B-14\u0007')).toBe(String.raw`web\u{200b}-14\u{0007}`);
  expect(visibleText('two\nlines')).toBe('two\nlines');
});

it('keeps the quotes of a text that looks like something else', () => {
  expect(visibleValue('web-14')).toBe('web-14');
  expect(visibleValue('60')).toBe('"60"');
  expect(visibleValue('null')).toBe('"null"');
  expect(visibleValue('')).toBe('""');
  expect(visibleValue(' a')).toBe('" a"');
  expect(visibleValue(60)).toBe('60');
});
