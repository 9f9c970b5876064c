import { createTop, type Scored } from '../top.ts';
import { eachNearSketch } from './near-sketches.ts';
import { createSketches, type Sketches } from './sketches.ts';
import { createVectorRows } from './vector-rows.ts';

/** Finds the vectors that point where a question does. */
export interface VectorIndex {
  readonly dimensions: number;
  readonly bytes: number;
  /** Of length one. It is shown. */
  put(row: number, vector: Float32Array): void;
  /** What is not shown is kept, and not found. */
  show(row: number, isShown: boolean): void;
  holds(row: number): boolean;
  shows(row: number): boolean;
  /** The row may be put again. */
  forget(row: number): void;
  cosine(row: number, vector: Float32Array): number;
  /** The nearest of those that may be found, the best first. */
  nearest(vector: Float32Array, most: number, mayBeFound: Uint8Array): Scored[];
}

export interface VectorScan {
  /** Products of two numbers that are reckoned without looking at sketches first: about a millisecond. */
  readonly exactProducts: number;
  /** How many of the rows whose sketches differ least are looked at in full, at least and as a share. */
  readonly rescored: number;
  readonly rescoredShare: number;
}

export const USUAL_SCAN: VectorScan = { exactProducts: 600_000, rescored: 500, rescoredShare: 0.005 };

const EMPTY = 0;
const SHOWN = 1;
const HIDDEN = 2;

/** From so many vectors on it is known what all have in common. */
const MIDDLE_OF = 512;

export const createVectorIndex = (dimensions: number, scan: VectorScan = USUAL_SCAN): VectorIndex => {
  const vectors = createVectorRows(dimensions);
  let states = new Uint8Array(1024);
  let count = 0;
  let sketches: Sketches | undefined;

  const sketchAll = (): void => {
    const middle = new Float32Array(dimensions);
    eachRow((row) => addTo(middle, vectors.at(row), 1 / count));
    const made = createSketches(middle);
    eachRow((row) => made.put(row, vectors.at(row)));
    sketches = made;
  };
  const eachRow = (see: (row: number) => void): void => {
    for (let row = 0; row < vectors.rows; row += 1) if (states[row] !== EMPTY) see(row);
  };

  /** What may be found of the rows whose sketches differ least or, where that is little work, of all. */
  const eachCandidate = (vector: Float32Array, wish: Wish, see: (row: number) => void): void => {
    const { rows } = vectors;
    const { mayBeFound } = wish;
    if (sketches === undefined || count * dimensions <= scan.exactProducts) {
      for (let row = 0; row < rows; row += 1) if (states[row] === SHOWN && mayBeFound[row] === 1) see(row);
      return;
    }
    const wanted = Math.max(wish.most, scan.rescored, Math.round(scan.rescoredShare * count));
    eachNearSketch(sketches.differences(vector, rows), { rows, shown: states, mayBeFound, wanted }, see);
  };

  return {
    dimensions,
    get bytes() {
      return vectors.bytes + states.length + (sketches?.bytes ?? 0);
    },
    put(row, vector) {
      while (row >= states.length) states = doubled(states);
      if (states[row] === EMPTY) count += 1;
      states[row] = SHOWN;
      vectors.put(row, vector);
      if (sketches !== undefined) sketches.put(row, vector);
      else if (count >= MIDDLE_OF) sketchAll();
    },
    show(row, isShown) {
      states[row] = isShown ? SHOWN : HIDDEN;
    },
    holds: (row) => (states[row] ?? EMPTY) !== EMPTY,
    shows: (row) => states[row] === SHOWN,
    forget(row) {
      if ((states[row] ?? EMPTY) === EMPTY) return;
      states[row] = EMPTY;
      count -= 1;
    },
    cosine: (row, vector) => vectors.cosine(row, vector),
    nearest(vector, most, mayBeFound) {
      const top = createTop(most);
      eachCandidate(vector, { most, mayBeFound }, (row) => top.offer(row, vectors.cosine(row, vector)));
      return top.taken();
    },
  };
};

interface Wish {
  readonly most: number;
  readonly mayBeFound: Uint8Array;
}

const addTo = (sum: Float32Array, vector: Float32Array, share: number): void => {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0) * share;
};

const doubled = (from: Uint8Array): Uint8Array<ArrayBuffer> => {
  const grown = new Uint8Array(from.length * 2);
  grown.set(from);
  return grown;
};
