import { grown } from '../grown.ts';
import { createTagSets } from './tag-sets.ts';

/** What is known of each pair beside its words and vectors. Pairs have numbers, and a number that is free is given again. */
export interface PairShelf {
  pairs(): number;
  readonly bytes: number;
  numberOf(id: string): number | undefined;
  idOf(number: number): string;
  put(pair: ShelvedPair): number;
  remove(id: string): number | undefined;
  contentOf(number: number): number;
  /** 1 for each number whose pair may be found: it has all tags, and is valid at this time. The memory is used again. */
  mayBeFound(tags: readonly string[], at: number): Uint8Array;
}

export interface ShelvedPair {
  readonly id: string;
  readonly tags: readonly string[];
  /** Milliseconds. */
  readonly validFrom: number | null;
  readonly validUntil: number | null;
  /** What is embedded of it, as a number: another one means other texts. */
  readonly content: number;
}

interface Validity {
  readonly from: number;
  readonly until: number;
}

/** The id, an entry of a map, and the numbers. */
const BYTES_PER_PAIR = 150;

export const createPairShelf = (): PairShelf => {
  const numbersById = new Map<string, number>();
  const ids: string[] = [];
  const free: number[] = [];
  const contents: number[] = [];
  const tagSets = createTagSets();
  const tagSetOf: number[] = [];
  const validities = new Map<number, Validity>();
  let alive = new Uint8Array(1024);
  let narrowed = new Uint8Array(1024);

  const giveNumber = (id: string): number => {
    const number = free.pop() ?? ids.length;
    ids[number] = id;
    numbersById.set(id, number);
    if (number >= alive.length) {
      alive = grown(alive, new Uint8Array(number * 2));
      narrowed = new Uint8Array(number * 2);
    }
    alive[number] = 1;
    return number;
  };

  return {
    pairs: () => numbersById.size,
    get bytes() {
      return ids.length * BYTES_PER_PAIR + alive.length * 2;
    },
    numberOf: (id) => numbersById.get(id),
    idOf: (number) => ids[number] ?? '',
    put({ id, tags, validFrom, validUntil, content }) {
      const number = numbersById.get(id) ?? giveNumber(id);
      tagSetOf[number] = tagSets.numberOf(tags);
      contents[number] = content;
      if (validFrom === null && validUntil === null) validities.delete(number);
      else validities.set(number, { from: validFrom ?? -Infinity, until: validUntil ?? Infinity });
      return number;
    },
    remove(id) {
      const number = numbersById.get(id);
      if (number === undefined) return undefined;
      numbersById.delete(id);
      validities.delete(number);
      ids[number] = '';
      alive[number] = 0;
      free.push(number);
      return number;
    },
    contentOf: (number) => contents[number] ?? Number.NaN,
    mayBeFound(tags, at) {
      if (tags.length === 0 && validities.size === 0) return alive;
      const fits = tagSets.thatHave(tags);
      for (let number = 0; number < ids.length; number += 1)
        narrowed[number] = alive[number] === 1 && fits[tagSetOf[number] ?? 0] === 1 ? 1 : 0;
      for (const [number, { from, until }] of validities) if (at < from || at >= until) narrowed[number] = 0;
      return narrowed;
    },
  };
};
