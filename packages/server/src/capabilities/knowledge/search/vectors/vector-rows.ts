import { withinBlock, type VectorRoom } from './vector-room.ts';

/** Vectors of length one by row, each number as one byte and a scale for each vector: a quarter of what is read to compare. */
export interface VectorRows {
  put(row: number, vector: Float32Array): void;
  /** A copy, as exact as it is kept. */
  at(row: number): Float32Array;
  /** How alike rows are to this vector: 1 is the same, 0 has nothing to do with it. Good until the next is asked for. */
  cosinesTo(vector: Float32Array): (row: number) => number;
}

/** A question is kept as numbers up to this, so that what it says is not told less exactly than by the rows. */
const LARGEST_ASKED = 4_095;
const LARGEST_KEPT = 127;
const MOST_SUM = 2 ** 31 - 1;

export const createVectorRows = (room: VectorRoom, dimensions: number): VectorRows => {
  const { kernel, rowBytes, asked } = room;
  // of so many numbers no sum of products is too large for 32 bits
  const largest = Math.min(LARGEST_ASKED, Math.floor(MOST_SUM / (LARGEST_KEPT * rowBytes)));
  const placeOf = (row: number) => {
    const block = room.blockOf(row);
    const within = withinBlock(row);
    return { numbers: block.numbers + within * rowBytes, scale: block.scales / 4 + within };
  };

  return {
    put(row, vector) {
      const { numbers, scale } = placeOf(row);
      room.as.floats.fill(0, room.vector / 4 + dimensions, room.vector / 4 + rowBytes);
      room.as.floats.set(vector, room.vector / 4);
      room.as.floats[scale] = kernel.toBytes(room.vector, room.vector + rowBytes * 4, numbers);
    },
    at(row) {
      const { numbers, scale } = placeOf(row);
      const times = room.as.floats[scale] ?? 0;
      return Float32Array.from(room.as.bytes.subarray(numbers, numbers + dimensions), (number) => number * times);
    },
    cosinesTo(vector) {
      const scale = vector.reduce((most, number) => Math.max(most, Math.abs(number)), 0) / largest;
      room.as.shorts.fill(0, asked.numbers / 2, asked.numbers / 2 + rowBytes);
      if (scale > 0)
        room.as.shorts.set(
          vector.map((number) => Math.round(number / scale)),
          asked.numbers / 2,
        );
      return (row) => {
        const { numbers, scale: scaleAt } = placeOf(row);
        return scale * (room.as.floats[scaleAt] ?? 0) * kernel.multiplyRow(numbers, numbers + rowBytes, asked.numbers);
      };
    },
  };
};
