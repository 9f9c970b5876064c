import { expect, test } from 'vitest';
import { eachTerm } from './each-term.ts';
import { readWords } from './read-words.ts';

const termsOf = (text: string): string[] => {
  const terms: string[] = [];
  eachTerm(text, (term) => terms.push(term));
  return terms;
};

test.each([
  ['', 'nothing'],
  ['  .,;  ', 'no word'],
  ['How do I reset my PASSWORD?', 'case'],
  ["Don't move O'Brien's 'quoted' dogs' it's rock'n'roll", 'apostrophes'],
  ['re-send the up_to/date_2 X2', 'what parts words'],
  ['caf\u00e9 \u8fd4\u54c1\u3067\u304d\u307e\u3059\u304b stra\u00dfe', 'other scripts'],
  ['non\u00a0breaking\u2003spaces\tand\nlines', 'white space'],
  [`${'x'.repeat(64)} ${'y'.repeat(65)} z`, 'words that are too long'],
  [
    'Anna\u2019s caf\u00e9\u2014the \u201cbest\u201d one; l\u2019\u00e9t\u00e9, na\u00efve-ish',
    'marks that are not ASCII',
  ],
  ['\uff26\uff35\uff2c\uff2c width, x\u00b2, \ufb01ne, e\u0301t\u00e9, \u0e01\u0e32\u0e23 a\u8fd4b', 'other forms'],
])('%j has the terms that its words have: %s', (text) => {
  expect(termsOf(text)).toEqual(readWords(text).map(({ term }) => term));
});

test('more different words than are remembered are all told apart', () => {
  const numbers = Array.from({ length: 40_000 }, (_, number) => `w${number}`);
  expect(termsOf(numbers.join(' '))).toEqual(numbers);
  expect(termsOf(numbers.toReversed().join(' '))).toEqual(numbers.toReversed());
});

const PIECES = [
  "'",
  '\u2019',
  's',
  'S',
  ' ',
  '-',
  '.',
  'ab',
  'X',
  '7',
  '\u00e9',
  'e\u0301',
  '\u8fd4',
  '\u54c1',
  '\ufb01',
  '\u00df',
  '\u2014',
  '\u00a0',
  '\u0e01',
  '\u{1f600}',
];

test('whatever a text is put together of, its terms are those of its words', () => {
  let state = 7;
  const draw = (most: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  for (let time = 0; time < 5_000; time += 1) {
    const text = Array.from({ length: 1 + draw(12) }, () => PIECES[draw(PIECES.length)]).join('');
    expect({ text, terms: termsOf(text) }).toEqual({ text, terms: readWords(text).map(({ term }) => term) });
  }
});
