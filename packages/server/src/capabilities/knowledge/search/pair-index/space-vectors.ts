import { createVectorIndex, type AskedVector, type VectorScan } from '../vectors/vector-index.ts';

/** The vectors of one space by the numbers of pairs. One that was made of other texts than the pair has now is not found. */
export interface SpaceVectors {
  readonly bytes: number;
  /** `content` is what it was made of, `present` what the pair says. */
  put(number: number, vector: Float32Array, content: number, present: number): void;
  forget(number: number): void;
  /** The pair says something else, or the same again. */
  pairSays(number: number, content: number): void;
  has(number: number): boolean;
  /** Good until the next is asked. */
  ask(vector: Float32Array): AskedVector;
}

export const createSpaceVectors = (dimensions: number, scan?: VectorScan): SpaceVectors => {
  const index = createVectorIndex(dimensions, scan);
  const madeOf: number[] = [];
  const pairSays = (number: number, content: number): void => {
    if (index.holds(number)) index.show(number, madeOf[number] === content);
  };
  return {
    get bytes() {
      return index.bytes + madeOf.length * Float64Array.BYTES_PER_ELEMENT;
    },
    put(number, vector, content, present) {
      if (vector.length !== dimensions) return;
      madeOf[number] = content;
      index.put(number, vector);
      pairSays(number, present);
    },
    forget: index.forget,
    pairSays,
    has: index.shows,
    ask: index.ask,
  };
};
