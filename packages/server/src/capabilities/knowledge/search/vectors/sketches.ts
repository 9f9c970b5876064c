import { drawFlips } from './flips.ts';
import { NOT_FOUND, SKETCH_BITS, SKETCH_BYTES } from './kernel/comparing.ts';
import { TURNS } from './kernel/sketching.ts';
import { BLOCK_ROWS, withinBlock, type VectorRoom } from './vector-room.ts';

/** 256 bits of each vector: a scan of them finds candidates, many times faster than a scan of the vectors. */
export interface Sketches {
  put(row: number, vector: Float32Array): void;
  /** As many rows as are wanted, or a few more: those that are shown and may be found whose sketches differ least. */
  eachNear(near: Near, see: (row: number) => void): void;
}

export interface Near {
  readonly vector: Float32Array;
  readonly mayBeFound: Uint8Array;
  readonly wanted: number;
}

/**
 * `middle` is taken from every vector first: what all have in common tells nothing apart. Then vectors are turned, the same turn for
 * everybody: angles stay, and signs tell far more of two vectors whose numbers do not differ much in size.
 */
export const createSketches = (room: VectorRoom, middle: Float32Array): Sketches => {
  const { kernel, turnedSize, vector: from, flips, asked, counts, found } = room;
  for (let turn = 0; turn < TURNS; turn += 1)
    room.as.floats.set(drawFlips(turnedSize, turn + 1), flips / 4 + turn * turnedSize);

  const write = (vector: Float32Array, to: number): void => {
    const { floats } = room.as;
    for (let at = 0; at < middle.length; at += 1) floats[from / 4 + at] = (vector[at] ?? 0) - (middle[at] ?? 0);
    floats.fill(0, from / 4 + middle.length, from / 4 + turnedSize);
    kernel.sketchVector(from, turnedSize * 4, flips, to);
  };
  const compareBlock = (first: number, mayBeFound: Uint8Array): void => {
    const { sketches, shown, differing, mayBeFound: copy } = room.blockOf(first);
    const may = mayBeFound.subarray(first, first + BLOCK_ROWS);
    room.as.bytes.fill(0, copy + may.length, copy + BLOCK_ROWS);
    room.as.bytes.set(may, copy);
    kernel.compareSketches(
      sketches,
      sketches + BLOCK_ROWS * SKETCH_BYTES,
      asked.sketch,
      shown,
      copy,
      differing,
      counts,
    );
  };

  return {
    put: (row, vector) => write(vector, room.blockOf(row).sketches + withinBlock(row) * SKETCH_BYTES),
    eachNear({ vector, mayBeFound, wanted }, see) {
      const { words } = room.as;
      write(vector, asked.sketch);
      words.fill(0, counts / 4, counts / 4 + NOT_FOUND + 1);
      for (let first = 0; first < room.rows; first += BLOCK_ROWS) compareBlock(first, mayBeFound);
      const limit = limitFor(words.subarray(counts / 4, counts / 4 + SKETCH_BITS), wanted);
      for (let first = 0; first < room.rows; first += BLOCK_ROWS) {
        const { differing } = room.blockOf(first);
        const here = kernel.collectRows(differing, differing + BLOCK_ROWS * 2, limit, first, found);
        for (let at = 0; at < here; at += 1) see(words[found / 4 + at] ?? 0);
      }
    },
  };
};

/** In how many bits sketches may differ so that as many as are wanted are among them. */
const limitFor = (byDifference: Uint32Array, wanted: number): number => {
  let sum = 0;
  for (const [limit, count] of byDifference.entries()) {
    sum += count;
    if (sum >= wanted) return limit;
  }
  return SKETCH_BITS;
};
