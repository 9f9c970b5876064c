/**
 * Vectors of length one by row, each number as one byte and a scale for each vector: a quarter of the memory, and a quarter of
 * what is read where thousands are compared. In blocks: nothing is copied when there are more.
 */
export interface VectorRows {
  readonly dimensions: number;
  readonly rows: number;
  readonly bytes: number;
  put(row: number, vector: Float32Array): void;
  /** A copy, as exact as it is kept. */
  at(row: number): Float32Array;
  /** How alike a vector and a row are: 1 is the same, 0 has nothing to do with it. */
  cosine(row: number, vector: Float32Array): number;
}

const BLOCK_BITS = 10;
const BLOCK_ROWS = 1 << BLOCK_BITS;
const WITHIN_BLOCK = BLOCK_ROWS - 1;
const LARGEST = 127;

interface Block {
  readonly numbers: Int8Array;
  readonly scales: Float32Array;
}

export const createVectorRows = (dimensions: number): VectorRows => {
  const blocks: Block[] = [];
  let rows = 0;
  const newBlock = (): Block => ({
    numbers: new Int8Array(BLOCK_ROWS * dimensions),
    scales: new Float32Array(BLOCK_ROWS),
  });
  const blockOf = (row: number): Block => {
    while (blocks.length <= row >>> BLOCK_BITS) blocks.push(newBlock());
    return blocks[row >>> BLOCK_BITS] ?? newBlock();
  };

  return {
    dimensions,
    get rows() {
      return rows;
    },
    get bytes() {
      return blocks.length * BLOCK_ROWS * (dimensions + Float32Array.BYTES_PER_ELEMENT);
    },
    put(row, vector) {
      const { numbers, scales } = blockOf(row);
      const within = row & WITHIN_BLOCK;
      const scale = largestOf(vector) / LARGEST;
      const times = scale === 0 ? 0 : 1 / scale;
      for (let at = 0; at < dimensions; at += 1)
        numbers[within * dimensions + at] = Math.round((vector[at] ?? 0) * times);
      scales[within] = scale;
      rows = Math.max(rows, row + 1);
    },
    at(row) {
      const { numbers, scales } = blockOf(row);
      const within = row & WITHIN_BLOCK;
      const scale = scales[within] ?? 0;
      return Float32Array.from({ length: dimensions }, (_, at) => (numbers[within * dimensions + at] ?? 0) * scale);
    },
    cosine(row, vector) {
      const block = blocks[row >>> BLOCK_BITS];
      if (block === undefined) return 0;
      const within = row & WITHIN_BLOCK;
      return (block.scales[within] ?? 0) * dot(block.numbers, within * dimensions, vector);
    },
  };
};

const largestOf = (vector: Float32Array): number => {
  let largest = 0;
  for (const number of vector) largest = Math.max(largest, Math.abs(number));
  return largest;
};

/** Four sums at once: one would have each addition wait for the one before. */
const dot = (numbers: Int8Array, from: number, vector: Float32Array): number => {
  const { length } = vector;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    const cell = from + at;
    first += (numbers[cell] ?? 0) * (vector[at] ?? 0);
    second += (numbers[cell + 1] ?? 0) * (vector[at + 1] ?? 0);
    third += (numbers[cell + 2] ?? 0) * (vector[at + 2] ?? 0);
    fourth += (numbers[cell + 3] ?? 0) * (vector[at + 3] ?? 0);
  }
  for (; at < length; at += 1) first += (numbers[from + at] ?? 0) * (vector[at] ?? 0);
  return first + second + third + fourth;
};
