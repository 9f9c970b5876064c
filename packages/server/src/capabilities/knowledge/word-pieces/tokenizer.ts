import { plainText, UNCASED, type Spelling } from './plain-text.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The pieces of a text, as numbers of rows; `UNKNOWN` for a word that cannot be spelt. */
export type Tokenize = (text: string) => number[];

export const UNKNOWN = -1;

/** A word is what stands between blanks; each sign of punctuation is one by itself. */
const WORDS = /[^\s\p{P}!-/:-@[-`{-~]+|[\p{P}!-/:-@[-`{-~]/gu;
const LONGEST_WORD = 100;
/** Words repeat; those that were spelt last are kept, so many at most and no long ones. */
const KEPT_WORDS = 20_000;
const KEPT_LENGTH = 24;

/** WordPiece as BERT does it: the longest piece that fits, again and again, to the end of each word. */
export const createTokenizer = (vocabulary: Vocabulary, spelling: Spelling = UNCASED): Tokenize => {
  const kept = new Map<string, readonly number[]>();

  const piecesOf = (word: string): readonly number[] => {
    const known = kept.get(word);
    if (known !== undefined) return known;
    const pieces = isTooLong(word) ? [UNKNOWN] : spell(vocabulary, word);
    if (word.length <= KEPT_LENGTH) {
      if (kept.size >= KEPT_WORDS) kept.clear();
      kept.set(word, pieces);
    }
    return pieces;
  };

  return (text) => {
    const pieces: number[] = [];
    for (const word of plainText(text, spelling).match(WORDS) ?? [])
      for (const piece of piecesOf(word)) pieces.push(piece);
    return pieces;
  };
};

const isTooLong = (word: string): boolean => word.length > LONGEST_WORD && Array.from(word).length > LONGEST_WORD;

const spell = ({ pieceAt, longest }: Vocabulary, word: string): readonly number[] => {
  const pieces: number[] = [];
  let start = 0;
  while (start < word.length) {
    let end = Math.min(word.length, start + longest);
    let piece: number | undefined;
    for (; end > start; end -= 1) {
      piece = pieceAt(start === 0, word.slice(start, end));
      if (piece !== undefined) break;
    }
    if (piece === undefined) return [UNKNOWN];
    pieces.push(piece);
    start = end;
  }
  return pieces;
};
