import { stem } from './stem.ts';

/** A word as it was written, and the term by which it is found. */
export interface Word {
  readonly written: string;
  readonly term: string;
}

/** Longer ones are keys and encoded things: nobody asks for them by half. */
export const LONGEST_TERM = 64;

const APOSTROPHE = /['\u2019\u02bc]/;
const APOSTROPHES = /(?<=\p{L})['\u2019\u02bc](?=\p{L})/gu;
const POSSESSIVE = /(?<=\p{L})['\u2019\u02bc]s(?![\p{L}\p{N}])/giu;
const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
/** Accents of letters; marks of other scripts are vowels and stay. */
const ACCENTS = /[\u0300-\u036f]/g;
/** Written without blanks between words. */
const WITHOUT_BLANKS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const PLAIN = /^[\u0020-\u007e\s]*$/;

/** The words of a text, whatever is between them: hyphens, slashes and underscores part words as blanks do. */
export const readWords = (text: string): Word[] => {
  const words: Word[] = [];
  for (const [written] of prepare(text).matchAll(WORDS)) {
    if (PLAIN.test(written)) add(words, written, written.toLowerCase());
    else for (const part of partsOf(written)) add(words, part, fold(part));
  }
  return words;
};

/** Without apostrophes in words: `don't` is `dont`, and what is `Anna's` is of `Anna`. Letters that are only shown otherwise are the same. */
export const prepare = (text: string): string => {
  const composed = PLAIN.test(text) ? text : text.normalize('NFKC');
  return APOSTROPHE.test(composed) ? composed.replaceAll(POSSESSIVE, '').replaceAll(APOSTROPHES, '') : composed;
};

const add = (words: Word[], written: string, spelled: string): void => {
  if (spelled.length > 0 && spelled.length <= LONGEST_TERM) words.push({ written, term: termOf(spelled) });
};

/** A few thousand words make up most of every text, and each is taken apart once. */
const stems = new Map<string, string>();
const MOST_STEMS = 10_000;

const termOf = (spelled: string): string => {
  const known = stems.get(spelled);
  if (known !== undefined) return known;
  // a piece of a text would keep all of the text in memory
  const own = Buffer.from(spelled).toString();
  const term = stem(own);
  if (stems.size === MOST_STEMS) stems.clear();
  stems.set(own, term);
  return term;
};

const fold = (text: string): string =>
  text.toLowerCase().normalize('NFD').replaceAll(ACCENTS, '').normalize('NFC').replaceAll('\u00df', 'ss');

/** Runs without blanks become pairs of characters that overlap, so that any word in them is met. */
const partsOf = (run: string): string[] => {
  const parts: string[] = [];
  let from = 0;
  for (const match of run.matchAll(WITHOUT_BLANKS)) {
    if (match.index > from) parts.push(run.slice(from, match.index));
    const characters = Array.from(match[0]);
    if (characters.length === 1) parts.push(match[0]);
    for (let at = 0; at + 1 < characters.length; at += 1) parts.push(`${characters[at]}${characters[at + 1]}`);
    from = match.index + match[0].length;
  }
  if (from < run.length) parts.push(run.slice(from));
  return parts;
};
