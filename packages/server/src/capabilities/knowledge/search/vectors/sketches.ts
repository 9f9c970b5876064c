import { createRotation } from './rotation.ts';

/** 256 bits of each vector: a scan of them finds candidates, many times faster than a scan of the vectors. */
export interface Sketches {
  readonly bytes: number;
  put(row: number, vector: Float32Array): void;
  /** In how many bits each row differs. The memory is used again. */
  differences(vector: Float32Array, rows: number): Uint16Array;
}

export const SKETCH_BITS = 256;
const WORDS = SKETCH_BITS / 32;
const BLOCK_BITS = 13;
const BLOCK_ROWS = 1 << BLOCK_BITS;

/** `middle` is taken from every vector first: what all have in common tells nothing apart. */
export const createSketches = (middle: Float32Array): Sketches => {
  const rotate = createRotation(middle.length, SKETCH_BITS);
  const blocks: Int32Array[] = [];
  const away = new Float32Array(middle.length);
  let differing = new Uint16Array(0);

  const write = (vector: Float32Array, to: Int32Array, from: number): void => {
    for (let at = 0; at < away.length; at += 1) away[at] = (vector[at] ?? 0) - (middle[at] ?? 0);
    const turned = rotate(away);
    for (let word = 0; word < WORDS; word += 1) {
      let bits = 0;
      for (let bit = 0; bit < 32; bit += 1) if ((turned[word * 32 + bit] ?? 0) > 0) bits |= 1 << bit;
      to[from + word] = bits;
    }
  };

  return {
    get bytes() {
      return blocks.length * BLOCK_ROWS * WORDS * 4;
    },
    put(row, vector) {
      while (blocks.length <= row >>> BLOCK_BITS) blocks.push(new Int32Array(BLOCK_ROWS * WORDS));
      const block = blocks[row >>> BLOCK_BITS];
      if (block !== undefined) write(vector, block, (row & (BLOCK_ROWS - 1)) * WORDS);
    },
    differences(vector, rows) {
      if (differing.length < rows) differing = new Uint16Array(rows * 2);
      const asked = new Int32Array(WORDS);
      write(vector, asked, 0);
      for (const [index, block] of blocks.entries()) {
        const from = index * BLOCK_ROWS;
        const here = Math.min(rows - from, BLOCK_ROWS);
        if (here > 0) compare(block, asked, differing.subarray(from, from + here));
      }
      return differing;
    },
  };
};

/**
 * Counts the bits in which each row of a block differs. Seven words are added up bit by bit, into ones, twos and fours, before
 * any bits are counted: three are counted instead of seven. Half of the time of counting each.
 */
const compare = (block: Int32Array, asked: Int32Array, differing: Uint16Array): void => {
  const [a0 = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0, a6 = 0, a7 = 0] = asked;
  for (let row = 0, at = 0; row < differing.length; row += 1, at += WORDS) {
    const w0 = (block[at] ?? 0) ^ a0;
    const w1 = (block[at + 1] ?? 0) ^ a1;
    const w2 = (block[at + 2] ?? 0) ^ a2;
    const w3 = (block[at + 3] ?? 0) ^ a3;
    const w4 = (block[at + 4] ?? 0) ^ a4;
    const w5 = (block[at + 5] ?? 0) ^ a5;
    const w6 = (block[at + 6] ?? 0) ^ a6;
    const w7 = (block[at + 7] ?? 0) ^ a7;
    const one = w0 ^ w1 ^ w2;
    const two = (w0 & w1) | ((w0 ^ w1) & w2);
    const otherOne = w3 ^ w4 ^ w5;
    const otherTwo = (w3 & w4) | ((w3 ^ w4) & w5);
    const ones = one ^ otherOne ^ w6;
    const thirdTwo = (one & otherOne) | ((one ^ otherOne) & w6);
    const twos = two ^ otherTwo ^ thirdTwo;
    const fours = (two & otherTwo) | ((two ^ otherTwo) & thirdTwo);
    const bytes = byteCounts(ones) + byteCounts(w7) + 2 * byteCounts(twos) + 4 * byteCounts(fours);
    const halves = (bytes & 0x00ff00ff) + ((bytes >>> 8) & 0x00ff00ff);
    differing[row] = (halves & 0xffff) + (halves >>> 16);
  }
};

/** How many bits are set in each of the four bytes. */
const byteCounts = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (nibbles + (nibbles >>> 4)) & 0x0f0f0f0f;
};
