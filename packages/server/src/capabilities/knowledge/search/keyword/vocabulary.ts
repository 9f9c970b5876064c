import { grown } from '../grown.ts';
import { distanceWithin } from './distance.ts';

/** The terms that pairs have, each with a number. */
export interface Vocabulary {
  readonly size: number;
  readonly bytes: number;
  numberOf(term: string): number | undefined;
  /** The text is kept: it must not be a piece of a longer one. */
  add(term: string): number;
  termOf(number: number): string;
  /** Terms that are written almost like this one, the nearest first. */
  near(term: string): NearTerm[];
  /** Terms that begin with this, the shortest first. */
  beginningWith(beginning: string): NearTerm[];
}

export interface NearTerm {
  readonly number: number;
  /** 1 is the term itself. */
  readonly closeness: number;
}

const MOST_NEAR = 5;
const LETTERS_PER_TERM_BYTES = 72;
const ONE_STEP_FROM = 4;
const TWO_STEPS_FROM = 8;
/** What is near counts for less than what is the same. */
const CLOSENESS_BY_STEPS = [1, 0.8, 0.6];
const CLOSENESS_OF_BEGINNING = 0.7;
const SHORTEST_BEGINNING = 3;
/** Numbers are right or wrong, and ideographs have no spelling. */
const IS_SPELLED = /^\p{L}+$/u;

export const createVocabulary = (): Vocabulary => {
  const numbers = new Map<string, number>();
  const terms: string[] = [];
  // which letters a term has, one bit for several: what has too many others need not be compared
  let masks = new Uint32Array(1024);
  let lengths = new Uint8Array(1024);
  let letters = 0;

  const add = (term: string): number => {
    const number = terms.length;
    if (number === masks.length) {
      masks = grown(masks, new Uint32Array(number * 2));
      lengths = grown(lengths, new Uint8Array(number * 2));
    }
    masks[number] = maskOf(term);
    lengths[number] = term.length;
    letters += term.length;
    terms.push(term);
    numbers.set(term, number);
    return number;
  };

  return {
    get size() {
      return terms.length;
    },
    get bytes() {
      return masks.byteLength + lengths.byteLength + letters + terms.length * LETTERS_PER_TERM_BYTES;
    },
    numberOf: (term) => numbers.get(term),
    add: (term) => numbers.get(term) ?? add(term),
    termOf: (number) => terms[number] ?? '',
    near(term) {
      const most = mostSteps(term);
      if (most === 0) return [];
      const mask = maskOf(term);
      const found: NearTerm[] = [];
      for (let number = 0; number < terms.length; number += 1) {
        const other = masks[number] ?? 0;
        if (bitsOf(mask & ~other) > most || bitsOf(other & ~mask) > most) continue;
        if (Math.abs((lengths[number] ?? 0) - term.length) > most) continue;
        const steps = distanceWithin(term, terms[number] ?? '', most);
        if (steps !== undefined) found.push({ number, closeness: CLOSENESS_BY_STEPS[steps] ?? 0 });
      }
      return found.toSorted((one, other) => other.closeness - one.closeness).slice(0, MOST_NEAR);
    },
    beginningWith(beginning) {
      if (beginning.length < SHORTEST_BEGINNING || !IS_SPELLED.test(beginning)) return [];
      const found: number[] = [];
      for (let number = 0; number < terms.length; number += 1)
        if ((lengths[number] ?? 0) > beginning.length && terms[number]?.startsWith(beginning) === true)
          found.push(number);
      return found
        .toSorted((one, other) => (lengths[one] ?? 0) - (lengths[other] ?? 0))
        .slice(0, MOST_NEAR)
        .map((number) => ({ number, closeness: CLOSENESS_OF_BEGINNING }));
    },
  };
};

const mostSteps = (term: string): number => {
  if (term.length < ONE_STEP_FROM || !IS_SPELLED.test(term)) return 0;
  return term.length < TWO_STEPS_FROM ? 1 : 2;
};

const maskOf = (term: string): number => {
  let mask = 0;
  for (let at = 0; at < term.length; at += 1) mask |= 1 << (term.charCodeAt(at) & 31);
  return mask >>> 0;
};

const bitsOf = (mask: number): number => {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
};
