/** The pieces that words are made of. The line of a piece is its number. */
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

export const readVocabulary = (lines: string): Vocabulary => {
  const beginnings = new Map<string, number>();
  const continuations = new Map<string, number>();
  let longest = 0;
  const words: boolean[] = [];
  for (const line of lines.replace(/\n$/, '').split('\n')) {
    const goesOn = line.startsWith(GOES_ON) && line.length > GOES_ON.length;
    const spelling = goesOn ? line.slice(GOES_ON.length) : line;
    (goesOn ? continuations : beginnings).set(spelling, words.length);
    longest = Math.max(longest, spelling.length);
    words.push(WORD.test(spelling));
  }
  return {
    pieceAt: (isBeginning, spelling) => (isBeginning ? beginnings : continuations).get(spelling),
    longest,
    size: words.length,
    isWord: (piece) => words[piece] ?? false,
  };
};
