import { hash } from 'node:crypto';
import type { PairDraft } from '../pair-draft.ts';

/** Sixteen bytes, as the database writes them. */
export type Fingerprint = `\\x${string}`;

const DIGITS = 32;
const SORTED_LETTERS = 64;

/**
 * What makes two questions one: their letters, whatever their case, their white space and how accents are encoded. Case as
 * Unicode has it without any language, so that the Turkish I is an i, and a dotless \u0131 stays another letter.
 */
export const questionKeyOf = (question: string): Fingerprint => digestOf(plain(question));

/** By which questions are sorted: accents do not matter, and nobody looks further than so many letters. */
export const sortKeyOf = (question: string): string => {
  const letters = plain(question.slice(0, SORTED_LETTERS * 4))
    .normalize('NFD')
    .replace(ACCENTS, '');
  return letters.slice(0, SORTED_LETTERS).toWellFormed();
};

/** Of everything that can be said of a pair. Equal means that nothing is to be changed. */
export const textHashOf = (draft: PairDraft): Fingerprint =>
  digestOf(
    JSON.stringify([
      draft.question,
      draft.answer,
      draft.phrasings,
      draft.tags,
      draft.source,
      draft.language,
      draft.valid_from,
      draft.valid_until,
    ]),
  );

const WHITE = /\s+/gu;
const ACCENTS = /\p{Mn}/gu;
const FINAL_SIGMA = /\u03c2/gu;

/** A sigma is written otherwise at the end of a word, and a capital one does not tell where it stood. */
const plain = (text: string): string =>
  text.trim().normalize('NFC').toLowerCase().replace(FINAL_SIGMA, '\u03c3').replace(WHITE, ' ').normalize('NFC');

const digestOf = (text: string): Fingerprint => `\\x${hash('sha256', text, 'hex').slice(0, DIGITS)}`;
