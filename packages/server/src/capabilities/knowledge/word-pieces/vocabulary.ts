/** The pieces that words are made of, by their numbers. */
export interface Vocabulary {
  /** Undefined where no piece of this spelling begins a word, or goes on with one. */
  pieceAt(isBeginning: boolean, spelling: string): number | undefined;
  /** Characters of the longest piece. */
  readonly longest: number;
  readonly size: number;
  /** False for punctuation, which says nothing by itself. */
  isWord(piece: number): boolean;
}

const GOES_ON = '##';
const WORD = /[\p{L}\p{N}]/u;

/** One piece a line. The line of a piece is its number. */
export const readVocabulary = (lines: string): Vocabulary =>
  vocabularyOf(lines.replace(/\n$/, '').split('\n').entries());

export const vocabularyOf = (pieces: Iterable<readonly [number: number, piece: string]>): Vocabulary => {
  const beginnings = new Map<string, number>();
  const continuations = new Map<string, number>();
  const words = new Set<number>();
  let longest = 0;
  let size = 0;
  for (const [number, piece] of pieces) {
    const goesOn = piece.startsWith(GOES_ON) && piece.length > GOES_ON.length;
    const spelling = goesOn ? piece.slice(GOES_ON.length) : piece;
    (goesOn ? continuations : beginnings).set(spelling, number);
    longest = Math.max(longest, spelling.length);
    if (WORD.test(spelling)) words.add(number);
    size += 1;
  }
  return {
    pieceAt: (isBeginning, spelling) => (isBeginning ? beginnings : continuations).get(spelling),
    longest,
    size,
    isWord: (piece) => words.has(piece),
  };
};
