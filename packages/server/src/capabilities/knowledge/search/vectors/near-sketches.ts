import { SKETCH_BITS } from './sketches.ts';

export interface Among {
  readonly rows: number;
  /** 1 for each row that may be seen; both must say so. */
  readonly shown: Uint8Array;
  readonly mayBeFound: Uint8Array;
  readonly wanted: number;
}

/** Differs in more bits than there are. */
const NOT_FOUND = SKETCH_BITS + 1;

/** Shows as many rows as are wanted, or a few more: those whose sketches differ least. `differing` is written into. */
export const eachNearSketch = (
  differing: Uint16Array,
  { rows, shown, mayBeFound, wanted }: Among,
  see: (row: number) => void,
): void => {
  const byDifference = new Uint32Array(NOT_FOUND + 1);
  for (let row = 0; row < rows; row += 1) {
    const difference = shown[row] === 1 && mayBeFound[row] === 1 ? (differing[row] ?? NOT_FOUND) : NOT_FOUND;
    differing[row] = difference;
    byDifference[difference] = (byDifference[difference] ?? 0) + 1;
  }
  const limit = limitFor(byDifference, wanted);
  for (let row = 0; row < rows; row += 1) if ((differing[row] ?? NOT_FOUND) <= limit) see(row);
};

const limitFor = (byDifference: Uint32Array, wanted: number): number => {
  let sum = 0;
  for (let limit = 0; limit < SKETCH_BITS; limit += 1) {
    sum += byDifference[limit] ?? 0;
    if (sum >= wanted) return limit;
  }
  return SKETCH_BITS;
};
