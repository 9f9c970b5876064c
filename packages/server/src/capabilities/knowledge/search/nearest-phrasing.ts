import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { readWords } from './words/read-words.ts';

/** The phrasing that shares most with what was asked, by its words; null when the question itself is as near. */
export const nearestPhrasing = (
  { question, phrasings }: Pick<Pair, 'question' | 'phrasings'>,
  asked: string,
): string | null => {
  if (phrasings.length === 0) return null;
  const wanted = termsOf(asked);
  let nearest: { readonly text: string | null; readonly share: number } = {
    text: null,
    share: shared(wanted, question),
  };
  for (const text of phrasings) {
    const share = shared(wanted, text);
    if (share > nearest.share) nearest = { text, share };
  }
  return nearest.text;
};

const termsOf = (text: string): ReadonlySet<string> => new Set(readWords(text).map(({ term }) => term));

/** What two texts have in common, as a share of both. */
const shared = (wanted: ReadonlySet<string>, text: string): number => {
  const terms = termsOf(text);
  const common = wanted.intersection(terms).size;
  return wanted.size + terms.size === 0 ? 0 : (2 * common) / (wanted.size + terms.size);
};
