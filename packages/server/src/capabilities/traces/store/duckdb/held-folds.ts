import type { TraceFold } from '../fold/trace-fold.ts';
import type { TraceKey } from './trace-key.ts';

/** A trace that is being folded, and how far that is stored. */
export interface HeldFold extends TraceKey {
  readonly fold: TraceFold;
  /** The commit that wrote its summary last; undefined before the first. */
  stored: bigint | undefined;
  readonly firstCommit: bigint;
  readonly firstReceivedAt: bigint;
  receivedAt: bigint;
}

/** The traces of which spans came last, so that their next spans need no look into the store. */
export interface HeldFolds {
  find(key: TraceKey): HeldFold | undefined;
  hold(held: HeldFold): void;
  /** Lets go of those that are too large, and of those that rested longest until no more spans are remembered than should be. */
  shrink(): void;
  clear(): void;
}

/** A trace with more spans is not held: of such a one only those are looked up that matter to what arrives. */
export const MOST_REMEMBERED = 20_000;

export const createHeldFolds = (mostSpans: number): HeldFolds => {
  const folds = new Map<string, HeldFold>();
  return {
    find({ name }) {
      return folds.get(name);
    },
    hold(held) {
      folds.delete(held.name);
      folds.set(held.name, held);
    },
    shrink() {
      let spans = 0;
      for (const [name, { fold }] of folds) {
        if (fold.total > MOST_REMEMBERED) folds.delete(name);
        else spans += fold.size;
      }
      for (const [name, { fold }] of folds) {
        if (spans <= mostSpans) return;
        folds.delete(name);
        spans -= fold.size;
      }
    },
    clear() {
      folds.clear();
    },
  };
};
