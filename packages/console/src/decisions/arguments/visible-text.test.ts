import { expect, it } from 'vitest';
import { linesOf, visibleText, visibleValue } from './visible-text.ts';

it('shows what turns a text round or hides in it', () => {
  expect(visibleText('pay\u202E31.exe')).toBe(String.raw`pay\u{202e}31.exe`);
  expect(visibleText('web\u200B-14\u0007')).toBe(String.raw`web\u{200b}-14\u{0007}`);
  expect(visibleText('a\u3164b\uFE0Fc\u{E0041}')).toBe(String.raw`a\u{3164}b\u{fe0f}c\u{e0041}`);
  expect(visibleText('two\nlines')).toBe('two\nlines');
});

it('leaves pictures whole, and shows what joins anything else', () => {
  const family = '👨\u200D👩\u200D👧';
  expect(visibleText(`${family} 👩🏽\u200D🚒 ❤\uFE0F`)).toBe(`${family} 👩🏽\u200D🚒 ❤\uFE0F`);
  expect(visibleText('a\u200Db 👨\u200Db')).toBe(String.raw`a\u{200d}b 👨\u{200d}b`);
  expect(visibleText('👨\u200D\u200D👩')).toBe(String.raw`👨\u{200d}\u{200d}👩`);
});

it('keeps the quotes of a text that looks like something else', () => {
  expect(visibleValue('web-14')).toBe('web-14');
  expect(visibleValue('60')).toBe('"60"');
  expect(visibleValue('null')).toBe('"null"');
  expect(visibleValue('')).toBe('""');
  expect(visibleValue(' a')).toBe('" a"');
  expect(visibleValue(60)).toBe('60');
});

it('knows the lines of a text, and shows the blanks at its edges', () => {
  expect(linesOf('Hello,\r\n\r\nall well.\n')).toEqual({
    before: '',
    inside: 'Hello,\n\nall well.',
    after: '↵\n',
    count: 3,
  });
  expect(linesOf(' \ta\nb\u00A0')).toMatchObject({ before: '·→', after: String.raw`\u{00a0}`, count: 2 });
  expect(linesOf('a\rb\n\u202Ec')).toMatchObject({ inside: String.raw`a\u{000d}b${'\n'}\u{202e}c` });
  expect(linesOf('one line')).toBeUndefined();
  expect(linesOf('\n')).toBeUndefined();
  expect(linesOf({ lines: 'a\nb' })).toBeUndefined();
});
