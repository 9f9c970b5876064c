import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PairDraft } from '../pair-draft.ts';
import { questionKeyOf, sortKeyOf, textHashOf } from './fingerprints.ts';

const isSame = (one: string, other: string): boolean => questionKeyOf(one) === questionKeyOf(other);

test.each([
  ['white space around', 'How?', '  \t How? \n'],
  ['runs of white space', 'How do I', 'How \u00a0\n\u2003 do\tI'],
  ['a mark of byte order', 'How?', '\ufeffHow?'],
  ['case', 'WHERE IS \u00c4LAND?', 'where is \u00e4land?'],
  ['composed and decomposed accents', 'Caf\u00e9?', 'Cafe\u0301?'],
  ['decomposed capitals', 'CAFE\u0301?', 'caf\u00e9?'],
  ['a sigma at the end of a word', '\u039f\u0394\u039f\u03a3', '\u03bf\u03b4\u03bf\u03c2'],
  ['the Turkish capital I with a dot, with and without composition', '\u0130', 'I\u0307'],
])('%s makes no other question', (_what, one, other) => {
  expect(isSame(one, other)).toBe(true);
});

test.each([
  ['a dotless i', '\u0131s\u0131', 'isi'],
  ['an accent', 'Ma\u00f1ana', 'Manana'],
  ['a sharp s', 'Ma\u00dfe', 'Masse'],
  ['a sign', 'How', 'How?'],
  ['letters that only look alike', '\ufb01le', 'file'],
  ['white space within a word', 'any one', 'anyone'],
  ['letters of another script', 'A', '\u0410'],
])('%s makes another question', (_what, one, other) => {
  expect(isSame(one, other)).toBe(false);
});

test('a question is the one it is, however it is written down', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (question) => {
      const key = questionKeyOf(question);
      expect(key).toMatch(/^\\x[0-9a-f]{32}$/u);
      for (const variant of [question.normalize('NFD'), question.normalize('NFC'), ` ${question}\n`])
        expect(questionKeyOf(variant)).toEqual(key);
    }),
  );
});

test('questions are sorted without case and accents, by no more than 64 letters', () => {
  const keys = ['zebra', 'Birne', '\u00c4pfel c', ' apfel b', 'Apfel a'].map(sortKeyOf).toSorted();
  expect(keys).toEqual(['apfel a', 'apfel b', 'apfel c', 'birne', 'zebra']);
  expect(sortKeyOf('x'.repeat(5000))).toBe('x'.repeat(64));
  expect(sortKeyOf(`${'x'.repeat(63)}\u{1f600}`).isWellFormed()).toBe(true);
});

const DRAFT: PairDraft = {
  question: 'q',
  answer: 'a',
  phrasings: ['p'],
  tags: ['t'],
  source: 's',
  language: null,
  valid_from: null,
  valid_until: null,
};

test('each thing that is said of a pair makes another text', () => {
  const others: readonly Partial<PairDraft>[] = [
    {},
    { question: 'Q' },
    { question: ' q' },
    { answer: 'q' },
    { phrasings: [] },
    { phrasings: ['p', ''] },
    { phrasings: ['p', 't'], tags: [] },
    { tags: ['t', 'u'] },
    { tags: ['t,u'] },
    { source: '' },
    { language: 'null' },
    { valid_from: '2026-01-01T00:00:00.000000Z' },
    { valid_until: '2026-01-01T00:00:00.000000Z' },
  ];
  const hashes = others.map((other) => textHashOf({ ...DRAFT, ...other }));
  expect(new Set(hashes).size).toBe(others.length);
  expect(textHashOf({ ...DRAFT })).toEqual(textHashOf(DRAFT));
});
