import { readWords, type Word } from '../words/read-words.ts';
import { isSmallWord } from '../words/small-words.ts';
import type { Terms } from './compaction.ts';
import type { NearTerm, Vocabulary } from './vocabulary.ts';

/** A word of a question, and the terms of pairs that stand for it. */
export interface QuestionWord {
  readonly word: Word;
  /** How much a pair has gained that has it. */
  readonly rarity: number;
  readonly alternatives: readonly { readonly number: number; readonly weight: number }[];
}

/** A bit of a mask each. Of a longer question the rarest that any pair has are taken. */
const MOST_WORDS = 32;
const SMALL_SHARE = 0.3;
/** A small word that so many pairs have would take most of the time, and tell next to nothing. */
const TOO_COMMON = 5_000;

/** The words of a question, each once. A word that no pair has is rarer than any that one has. */
export const readQuestion = (question: string, terms: Terms, pairs: number): readonly QuestionWord[] => {
  const words = readWords(question);
  const once = new Map(words.toReversed().map((word) => [word.term, word]));
  const last = words.at(-1)?.term;
  const termsFor = createTermsFor(terms.vocabulary);
  const all = [...once.values()].toReversed().map((word): QuestionWord => {
    const share = isSmallWord(word.term) ? SMALL_SHARE : 1;
    const alternatives = termsFor(word, word.term === last).map(({ number, closeness }) => ({
      number,
      weight: share * closeness * rarityOf(terms.postings.count(number), pairs),
    }));
    const rarity = Math.max(
      ...(alternatives.length > 0 ? alternatives.map(({ weight }) => weight) : [share * rarityOf(0, pairs)]),
    );
    return { word, rarity, alternatives };
  });
  const telling = all.filter(({ word }) => !isSmallWord(word.term) || having(word.term, terms) < TOO_COMMON);
  const used = telling.length > 0 ? telling : all;
  return used.length <= MOST_WORDS ? used : used.toSorted(byUse).slice(0, MOST_WORDS);
};

const having = (term: string, { vocabulary, postings }: Terms): number => {
  const number = vocabulary.numberOf(term);
  return number === undefined ? 0 : postings.count(number);
};

const byUse = (one: QuestionWord, other: QuestionWord): number =>
  Number(other.alternatives.length > 0) - Number(one.alternatives.length > 0) || other.rarity - one.rarity;

/** To look for what is written almost like a word, all terms are gone through: for so many words of a question. */
const MOST_MISTYPED = MOST_WORDS;

/** The term itself or, when no pair has it, what is written almost like it, or begins so while it is being typed. */
const createTermsFor = (vocabulary: Vocabulary) => {
  let mistyped = 0;
  return ({ term }: Word, isLast: boolean): readonly NearTerm[] => {
    const number = vocabulary.numberOf(term);
    if (number !== undefined) return [{ number, closeness: 1 }];
    const begun = isLast ? vocabulary.beginningWith(term) : [];
    if (begun.length > 0) return begun;
    mistyped += 1;
    return mistyped > MOST_MISTYPED ? [] : vocabulary.near(term);
  };
};

const rarityOf = (having: number, pairs: number): number =>
  Math.log(1 + (Math.max(0, pairs - having) + 0.5) / (having + 0.5));
