/** mulberry32: the same seed gives the same payload. */
export interface Chance {
  /** From 0, below the number. */
  below(limit: number): number;
  pick<One>(from: readonly One[]): One;
  hex(digits: number): string;
  /** So many characters of prose: words as frequent as words are, so that it compresses as text does and no better. */
  prose(characters: number): string;
}

export const chanceOf = (seed: number): Chance => {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const hex = (digits: number): string => {
    let said = '';
    while (said.length < digits) said += below(0x1000000).toString(16).padStart(6, '0');
    return said.slice(0, digits);
  };
  const word = (): string => WORDS[Math.floor(WORDS.length ** next())] ?? '';
  return {
    below,
    hex,
    pick(from) {
      const one = from[below(from.length)];
      if (one === undefined) throw new Error('there is something to pick');
      return one;
    },
    prose(characters) {
      let said = word();
      while (said.length < characters) said += ` ${word()}`;
      return said.slice(0, characters);
    },
  };
};

const SYLLABLES = 'ba con der es fi gra hol in ju ker lo men na or pre qui ra sta ti un ver wo xi yo zu al'.split(' ');

/** The frequent ones are short. */
const wordOf = (rank: number): string => {
  let [said, rest] = ['', rank];
  do {
    said += SYLLABLES[rest % SYLLABLES.length] ?? '';
    rest = Math.floor(rest / SYLLABLES.length);
  } while (rest > 0);
  return said;
};

const WORDS = Array.from({ length: 20_000 }, (_nothing, rank) => wordOf(rank));
