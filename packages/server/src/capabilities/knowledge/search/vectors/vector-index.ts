import { createTop, type Scored } from '../top.ts';
import { createRowMarks } from './row-marks.ts';
import { createSketches, type Sketches } from './sketches.ts';
import { createVectorRoom } from './vector-room.ts';
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
  /** Good until the next is asked. */
  ask(vector: Float32Array): AskedVector;
}

export interface AskedVector {
  cosine(row: number): number;
  /** The nearest of those that may be found, the best first. */
  nearest(most: number, mayBeFound: Uint8Array): Scored[];
}

export interface VectorScan {
  /** Products of two numbers that are reckoned without looking at sketches first: less than half a millisecond. */
  readonly exactProducts: number;
  /** How many of the rows whose sketches differ least are looked at in full, at least and as a share. */
  readonly rescored: number;
  readonly rescoredShare: number;
}

export const USUAL_SCAN: VectorScan = { exactProducts: 2_500_000, rescored: 1_000, rescoredShare: 0.005 };

/** From so many vectors on it is known what all have in common. */
const MIDDLE_OF = 512;

export const createVectorIndex = (dimensions: number, scan: VectorScan = USUAL_SCAN): VectorIndex => {
  const room = createVectorRoom(dimensions);
  const vectors = createVectorRows(room, dimensions);
  const marks = createRowMarks(room);
  let count = 0;
  let sketches: Sketches | undefined;

  const sketchAll = (): void => {
    const middle = new Float32Array(dimensions);
    marks.eachHeld((row) => addTo(middle, vectors.at(row), 1 / count));
    const made = createSketches(room, middle);
    marks.eachHeld((row) => made.put(row, vectors.at(row)));
    sketches = made;
  };
  /** What may be found of the rows whose sketches differ least or, where that is little work, of all. */
  const eachCandidate = ({ vector, most, mayBeFound }: Wish, see: (row: number) => void): void => {
    if (sketches === undefined || count * dimensions <= scan.exactProducts) {
      for (let row = 0; row < room.rows; row += 1) if (mayBeFound[row] === 1 && marks.is('shown', row)) see(row);
      return;
    }
    const wanted = Math.max(most, scan.rescored, Math.round(scan.rescoredShare * count));
    sketches.eachNear({ vector, mayBeFound, wanted }, see);
  };

  return {
    dimensions,
    get bytes() {
      return room.bytes;
    },
    put(row, vector) {
      room.makeRoomFor(row);
      if (!marks.is('held', row)) count += 1;
      marks.set('held', row, true);
      marks.set('shown', row, true);
      vectors.put(row, vector);
      if (sketches !== undefined) sketches.put(row, vector);
      else if (count >= MIDDLE_OF) sketchAll();
    },
    show: (row, isShown) => marks.set('shown', row, isShown),
    holds: (row) => marks.is('held', row),
    shows: (row) => marks.is('shown', row),
    forget(row) {
      if (!marks.is('held', row)) return;
      marks.set('held', row, false);
      marks.set('shown', row, false);
      count -= 1;
    },
    ask(vector) {
      const cosine = vectors.cosinesTo(vector);
      return {
        cosine,
        nearest(most, mayBeFound) {
          const top = createTop(most);
          eachCandidate({ vector, most, mayBeFound }, (row) => top.offer(row, cosine(row)));
          return top.taken();
        },
      };
    },
  };
};

interface Wish {
  readonly vector: Float32Array;
  readonly most: number;
  readonly mayBeFound: Uint8Array;
}

const addTo = (sum: Float32Array, vector: Float32Array, share: number): void => {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0) * share;
};
