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
])('%j has the terms that its words have: %s', (text) => {
  expect(termsOf(text)).toEqual(readWords(text).map(({ term }) => term));
});

test('more different words than are remembered are all told apart', () => {
  const numbers = Array.from({ length: 40_000 }, (_, number) => `w${number}`);
  expect(termsOf(numbers.join(' '))).toEqual(numbers);
  expect(termsOf(numbers.toReversed().join(' '))).toEqual(numbers.toReversed());
});
