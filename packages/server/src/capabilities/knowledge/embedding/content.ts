import { hash } from 'node:crypto';
import type { PendingPair } from './store/pending.ts';
import { toLengthOne } from '../static-embedder/static-embedder.ts';

/** What of a pair is embedded: each text by itself, the answer last. */
export type Content = Pick<PendingPair, 'question' | 'phrasings' | 'answer'>;

/** How much of a pair's vector is its answer. Between a fifth and a third of it made search better than none. */
const ANSWER_SHARE = 0.25;
/** What stands further behind says little about what a text is about, and many models read no more than 512 tokens. */
const LONGEST_TEXT = 2_000;
const HASH_BYTES = 16;

export const textsOf = ({ question, phrasings, answer }: Content): readonly string[] =>
  [question, ...phrasings, answer].map(firstPart);

const firstPart = (text: string): string => {
  if (text.length <= LONGEST_TEXT) return text;
  const cut = text.slice(0, LONGEST_TEXT);
  // half of a character is none
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
};

export const contentHash = (content: Content): Buffer =>
  hash('sha256', JSON.stringify(textsOf(content)), 'buffer').subarray(0, HASH_BYTES);

/**
 * The vector of a pair from those of its texts, in their order: ways to ask it have equal shares, the answer a quarter. A text
 * without a vector leaves its share to the others. Undefined when no way to ask it has one, or all of them together point nowhere.
 */
export const vectorOfPair = (vectors: readonly (Float32Array | undefined)[]): Float32Array | undefined => {
  const asked = vectors.slice(0, -1).filter((vector) => vector !== undefined);
  const [first] = asked;
  if (first === undefined) return undefined;
  const together = new Float32Array(first.length);
  for (const vector of asked) addTo(together, vector, (1 - ANSWER_SHARE) / asked.length);
  const answer = vectors.at(-1);
  if (answer !== undefined) addTo(together, answer, ANSWER_SHARE);
  return toLengthOne(together);
};

const addTo = (sum: Float32Array, vector: Float32Array, share: number): void => {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + share * (vector[at] ?? 0);
};
