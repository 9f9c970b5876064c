import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { readWords } from './words/read-words.ts';

type Asked = Pick<Pair, 'question' | 'phrasings'>;

/** Of a text its beginning says which it is. */
const LONGEST_COMPARED = 300;
/** For one question: texts are compared where everybody else is answered as well. */
const MOST_COMPARED = 50_000;

/**
 * Tells of each pair the phrasing that shares most with what was asked, by its words; null when the question itself is as near, and
 * for pairs further down when those before had so many phrasings that no more can be compared.
 */
export const createNearestPhrasing = (asked: string): ((pair: Asked) => string | null) => {
  const wanted = termsOf(asked);
  let left = MOST_COMPARED;
  const shareOf = (text: string): number => {
    left -= Math.min(text.length, LONGEST_COMPARED);
    return left < 0 ? 0 : shared(wanted, text.slice(0, LONGEST_COMPARED));
  };

  return ({ question, phrasings }) => {
    if (phrasings.length === 0) return null;
    let nearest: { readonly text: string | null; readonly share: number } = { text: null, share: shareOf(question) };
    for (const text of phrasings) {
      const share = shareOf(text);
      if (share > nearest.share) nearest = { text, share };
    }
    return nearest.text;
  };
};

const termsOf = (text: string): ReadonlySet<string> => new Set(readWords(text).map(({ term }) => term));

/** What two texts have in common, as a share of both. */
const shared = (wanted: ReadonlySet<string>, text: string): number => {
  const terms = termsOf(text);
  const common = wanted.intersection(terms).size;
  return wanted.size + terms.size === 0 ? 0 : (2 * common) / (wanted.size + terms.size);
};
