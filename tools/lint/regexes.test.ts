import { expect, test } from 'vitest';
import { regexesOf } from './regexes.ts';
import { parseSource } from './source-file.ts';

test('finds what is written as a literal, as a text and as a raw text', () => {
  const text = [
    'const a = /x+/u;',
    "const b = new RegExp('y+', 'i');",
    'const c = RegExp(String.raw`\\d+`);',
    'const half = 4 / 2 / 1;',
    "const said = '/not one/';",
    'const made = new RegExp(said);',
  ].join('\n');
  expect(regexesOf(parseSource('a.ts', text))).toEqual([
    { source: 'x+', flags: 'u' },
    { source: 'y+', flags: 'i' },
    { source: String.raw`\d+`, flags: '' },
  ]);
});
