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
  const rotate = createRotation(middle.length);
  const blocks: Uint32Array[] = [];
  const away = new Float32Array(middle.length);
  let differing = new Uint16Array(0);

  const write = (vector: Float32Array, to: Uint32Array, from: number): void => {
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
      while (blocks.length <= row >>> BLOCK_BITS) blocks.push(new Uint32Array(BLOCK_ROWS * WORDS));
      const block = blocks[row >>> BLOCK_BITS];
      if (block !== undefined) write(vector, block, (row & (BLOCK_ROWS - 1)) * WORDS);
    },
    differences(vector, rows) {
      if (differing.length < rows) differing = new Uint16Array(rows * 2);
      const asked = new Uint32Array(WORDS);
      write(vector, asked, 0);
      for (const [index, block] of blocks.entries()) {
        const from = index * BLOCK_ROWS;
        compare(block, asked, differing, { from, rows: Math.min(rows - from, BLOCK_ROWS) });
      }
      return differing;
    },
  };
};

/** Counted in all nibbles, then in all bytes at once; only the sum of all words is put together. */
const compare = (
  block: Uint32Array,
  asked: Uint32Array,
  differing: Uint16Array,
  { from, rows }: { readonly from: number; readonly rows: number },
): void => {
  for (let row = 0; row < rows; row += 1) {
    let bytes = 0;
    for (let word = 0; word < WORDS; word += 1) {
      let bits = (block[row * WORDS + word] ?? 0) ^ (asked[word] ?? 0);
      bits -= (bits >>> 1) & 0x55555555;
      bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
      bytes += (bits + (bits >>> 4)) & 0x0f0f0f0f;
    }
    const halves = (bytes & 0x00ff00ff) + ((bytes >>> 8) & 0x00ff00ff);
    differing[from + row] = (halves & 0xffff) + (halves >>> 16);
  }
};
