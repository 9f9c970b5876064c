/** Vectors of length one by row, in blocks: nothing is copied when there are more, and a row that is given up is used again. */
export interface VectorRows {
  readonly dimensions: number;
  readonly rows: number;
  readonly bytes: number;
  put(row: number, vector: Float32Array): void;
  /** A view, not a copy. */
  at(row: number): Float32Array;
  /** How alike a vector and a row are: 1 is the same, 0 has nothing to do with it. */
  cosine(row: number, vector: Float32Array): number;
}

const BLOCK_BITS = 10;
const BLOCK_ROWS = 1 << BLOCK_BITS;
const WITHIN_BLOCK = BLOCK_ROWS - 1;

export const createVectorRows = (dimensions: number): VectorRows => {
  const blocks: Float32Array[] = [];
  let rows = 0;
  const blockOf = (row: number): Float32Array => {
    for (let last = blocks.length; last <= row >>> BLOCK_BITS; last += 1)
      blocks.push(new Float32Array(BLOCK_ROWS * dimensions));
    return blocks[row >>> BLOCK_BITS] ?? new Float32Array(0);
  };

  return {
    dimensions,
    get rows() {
      return rows;
    },
    get bytes() {
      return blocks.length * BLOCK_ROWS * dimensions * 4;
    },
    put(row, vector) {
      blockOf(row).set(vector, (row & WITHIN_BLOCK) * dimensions);
      rows = Math.max(rows, row + 1);
    },
    at(row) {
      const from = (row & WITHIN_BLOCK) * dimensions;
      return blockOf(row).subarray(from, from + dimensions);
    },
    cosine(row, vector) {
      const block = blocks[row >>> BLOCK_BITS];
      return block === undefined ? 0 : dot(block, (row & WITHIN_BLOCK) * dimensions, vector);
    },
  };
};

/** Four sums at once: one would have each addition wait for the one before. */
const dot = (block: Float32Array, from: number, vector: Float32Array): number => {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const length = vector.length;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    const cell = from + at;
    first += (block[cell] ?? 0) * (vector[at] ?? 0);
    second += (block[cell + 1] ?? 0) * (vector[at + 1] ?? 0);
    third += (block[cell + 2] ?? 0) * (vector[at + 2] ?? 0);
    fourth += (block[cell + 3] ?? 0) * (vector[at + 3] ?? 0);
  }
  for (; at < length; at += 1) first += (block[from + at] ?? 0) * (vector[at] ?? 0);
  return first + second + third + fourth;
};
