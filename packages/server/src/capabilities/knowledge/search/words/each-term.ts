import { LONGEST_TERM, prepare, readWords } from './read-words.ts';
import { stem } from './stem.ts';

/** The terms of a text one after the other, as `readWords` has them: for texts of which nobody asks how words were written. */
export const eachTerm = (text: string, see: (term: string) => void): void => {
  const prepared = prepare(text);
  let from = 0;
  let hash = START;
  let isPlain = true;
  for (let at = 0; at <= prepared.length; at += 1) {
    const code = at === prepared.length ? 0 : prepared.charCodeAt(at);
    const letter = code < LETTERS.length ? (LETTERS[code] ?? 0) : code;
    if (letter !== 0) {
      isPlain &&= code < LETTERS.length;
      hash = Math.imul(hash ^ letter, FACTOR);
      continue;
    }
    if (isPlain && at > from && at - from <= LONGEST_TERM) see(termAt(prepared, from, at, hash));
    // what is not ASCII may be one word, or many, or none
    if (!isPlain) for (const { term } of readWords(prepared.slice(from, at))) see(term);
    from = at + 1;
    hash = START;
    isPlain = true;
  }
};

/** A few thousand words make up most of every text. Each is taken apart once, and met again without making a string of it. */
const MOST_KNOWN = 16_384;
const PLACES = MOST_KNOWN * 4;
const known = {
  count: 0,
  hashes: new Int32Array(PLACES),
  spelled: Array.from<string | undefined>({ length: PLACES }),
  terms: Array.from<string>({ length: PLACES }),
};

// FNV-1a
const START = 0x811c9dc5 | 0;
const FACTOR = 0x01000193;

/** What each character is in a term; 0 for those between words. */
const LETTERS = Uint8Array.from({ length: 128 }, (_, code) =>
  /[a-z0-9]/i.test(String.fromCharCode(code)) ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : 0,
);

const termAt = (text: string, from: number, to: number, hash: number): string => {
  let place = hash & (PLACES - 1);
  for (;;) {
    const spelled = known.spelled[place];
    if (spelled === undefined) break;
    if (known.hashes[place] === hash && isSpelled(spelled, text, from, to)) return known.terms[place] ?? spelled;
    place = (place + 1) & (PLACES - 1);
  }
  // a piece of a text would keep all of the text in memory
  const own = Buffer.from(text.slice(from, to).toLowerCase()).toString();
  const term = stem(own);
  if (known.count === MOST_KNOWN) {
    known.spelled.fill(undefined);
    known.count = 0;
    place = hash & (PLACES - 1);
  }
  known.hashes[place] = hash;
  known.spelled[place] = own;
  known.terms[place] = term;
  known.count += 1;
  return term;
};

const isSpelled = (spelled: string, text: string, from: number, to: number): boolean => {
  if (spelled.length !== to - from) return false;
  for (let at = 0; at < spelled.length; at += 1)
    if (spelled.charCodeAt(at) !== LETTERS[text.charCodeAt(from + at)]) return false;
  return true;
};
