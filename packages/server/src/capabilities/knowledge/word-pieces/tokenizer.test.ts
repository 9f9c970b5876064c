import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { readEmbedderFiles, tableOf } from '../static-embedder/embedder-files.ts';
import { createTokenizer, UNKNOWN, type Tokenize } from './tokenizer.ts';

/** How it was made stands at its head. */
interface Reference {
  readonly cases: readonly (readonly [text: string, pieces: string])[];
}

const REFERENCE_UNKNOWN = 100;
let tokenize: Tokenize;

beforeAll(async () => {
  tokenize = createTokenizer(tableOf(await readEmbedderFiles()).vocabulary);
});

test('every nasty text has the tokens that the reference gives it', async () => {
  const file = await readFile(new URL('./reference-tokens.json', import.meta.url), 'utf8');
  const { cases } = JSON.parse(file) as Reference;
  expect(cases.length).toBeGreaterThan(400);
  for (const [text, pieces] of cases) {
    const ours = tokenize(text).map((piece) => (piece === UNKNOWN ? REFERENCE_UNKNOWN : piece));
    expect([text, ours.join(' ')]).toEqual([text, pieces]);
  }
});

test('a word is spelt the same the second time, and after so many others that it was forgotten', () => {
  const first = tokenize('unaffable');
  expect(tokenize('unaffable')).toEqual(first);
  for (let other = 0; other < 25_000; other += 1) tokenize(`w${other}`);
  expect(tokenize('unaffable')).toEqual(first);
});

test('halves of characters are passed over', () => {
  expect(tokenize('or\ud83dder')).toEqual(tokenize('order'));
  expect(tokenize('\udc00')).toEqual([]);
});

test('whatever the text, all tokens are rows of the table or unknown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(tokenize(text).filter((piece) => piece !== UNKNOWN && !(piece >= 0 && piece < 30_522))).toEqual([]);
    }),
  );
});

test('a text without an end is read in time that grows with its length', () => {
  expect(tokenize('a'.repeat(1_000_000))).toEqual([UNKNOWN]);
  expect(tokenize('x.'.repeat(200_000))).toHaveLength(400_000);
});
