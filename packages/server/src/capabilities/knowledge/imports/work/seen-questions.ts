import type { Fingerprint } from '../../pairs/fingerprints.ts';

/**
 * Which questions the file had so far, and in which row first. It follows from the file alone, so that whoever goes on after
 * another knows the same.
 */
export interface SeenQuestions {
  /** The row that had it before; undefined when this is the first. */
  see(key: Fingerprint, row: number): number | undefined;
}

/** The numbers that a key is made of, and the row. */
const KEY = 4;
const ENTRY = KEY + 1;
const FIRST_CAPACITY = 4096;
/** A row is never 0, so that is an empty place. */
const NOBODY = 0;

/** A table of numbers outside of the heap: 100,000 questions take 5 MB, and nothing has to go through them. */
export const createSeenQuestions = (firstCapacity = FIRST_CAPACITY): SeenQuestions => {
  let capacity = firstCapacity;
  let table = new Uint32Array(capacity * ENTRY);
  let count = 0;

  /** Where the key stands, or the empty place where it belongs. */
  const placeOf = (key: Uint32Array): number => {
    for (let place = (key[0] ?? 0) % capacity; ; place = (place + 1) % capacity) {
      const at = place * ENTRY;
      if (table[at + KEY] === NOBODY) return at;
      if (table[at] === key[0] && table[at + 1] === key[1] && table[at + 2] === key[2] && table[at + 3] === key[3])
        return at;
    }
  };
  const put = (entry: Uint32Array, at: number): void => {
    table.set(entry, at);
    count += 1;
  };
  const grow = (): void => {
    const old = table;
    capacity *= 2;
    table = new Uint32Array(capacity * ENTRY);
    count = 0;
    for (let at = 0; at < old.length; at += ENTRY)
      if (old[at + KEY] !== NOBODY) put(old.subarray(at, at + ENTRY), placeOf(old.subarray(at, at + KEY)));
  };

  const entry = new Uint32Array(ENTRY);
  return {
    see(key, row) {
      for (let part = 0; part < KEY; part += 1) entry[part] = numberIn(key, part);
      entry[KEY] = row;
      const at = placeOf(entry);
      const before = table[at + KEY];
      if (before !== undefined && before !== NOBODY) return before;
      put(entry, at);
      // half of it stays empty, so that what is looked for is near
      if (count * 2 > capacity) grow();
      return undefined;
    },
  };
};

/** Fingerprints are written in hexadecimal, behind two characters. */
const numberIn = (key: Fingerprint, part: number): number =>
  Number.parseInt(key.slice(2 + part * 8, 10 + part * 8), 16);
