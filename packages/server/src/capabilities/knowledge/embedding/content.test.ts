import { expect, test } from 'vitest';
import { contentHash, textsOf, vectorOfPair } from './content.ts';

const PAIR = { question: 'One?', phrasings: ['First?', 'The one?'], answer: 'Yes.' };
const towards = (...numbers: number[]): Float32Array => Float32Array.from(numbers);

test('a pair is embedded as its question, its phrasings and its answer', () => {
  expect(textsOf(PAIR)).toEqual(['One?', 'First?', 'The one?', 'Yes.']);
});

test('of a long text the first part is embedded, and no half of a character', () => {
  const answer = `${'a'.repeat(1_999)}\u{1F600}b`;
  const [, cut] = textsOf({ question: 'One?', phrasings: [], answer });
  expect(cut).toBe('a'.repeat(1_999));
  expect(textsOf({ question: 'One?', phrasings: [], answer: 'b'.repeat(50_000) })[1]).toHaveLength(2_000);
});

test('what is embedded has a hash that knows where one text ends', () => {
  expect(contentHash(PAIR)).toHaveLength(16);
  expect(contentHash(PAIR)).toEqual(contentHash({ ...PAIR }));
  expect(contentHash(PAIR)).not.toEqual(contentHash({ ...PAIR, phrasings: ['First?The one?'] }));
  expect(contentHash(PAIR)).not.toEqual(contentHash({ ...PAIR, answer: 'No.' }));
});

test('the answer has a quarter of the vector, and ways to ask share the rest', () => {
  const vector = vectorOfPair([towards(1, 0, 0), towards(0, 1, 0), towards(0, 0, 1)]);
  const [one = 0, other = 0, answer = 0] = vector ?? [];
  expect(one).toBeCloseTo(other);
  expect(answer / one).toBeCloseTo(0.25 / 0.375);
  expect(Math.hypot(one, other, answer)).toBeCloseTo(1);
});

test('a text without a vector leaves its share to the others, but an answer alone is not what a pair is asked by', () => {
  expect(vectorOfPair([undefined, towards(0, 1), undefined])).toEqual(towards(0, 1));
  expect(vectorOfPair([undefined, undefined, towards(0, 1)])).toBeUndefined();
  expect(vectorOfPair([])).toBeUndefined();
  // three quarters one way, and a quarter the other: it still points somewhere
  expect(vectorOfPair([towards(0, 1), towards(0, -1)])).toEqual(towards(0, 1));
});
