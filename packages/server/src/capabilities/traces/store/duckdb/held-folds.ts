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
  /** How many of its spans are counted among those that are held. */
  counted: number;
}

/** The traces of which spans came last, so that their next spans need no look into the store. */
export interface HeldFolds {
  find(key: TraceKey): HeldFold | undefined;
  hold(held: HeldFold): void;
  /** Lets go of those of these that are too large, and of those that rested longest until no more is remembered than should be. */
  shrink(grown: readonly TraceKey[]): void;
  clear(): void;
}

/**
 * A trace with more spans is not held: of such a one only the spans are looked up that arrive again. What an agent repeats of a
 * call that came long before is then counted twice.
 */
export const MOST_REMEMBERED = 20_000;

/** What a trace needs beside its spans, in spans. */
const TRACE_ITSELF = 4;

export const createHeldFolds = (mostSpans: number): HeldFolds => {
  const folds = new Map<string, HeldFold>();
  let spans = 0;
  const count = (held: HeldFold): void => {
    const size = TRACE_ITSELF + held.fold.size;
    spans += size - held.counted;
    held.counted = size;
  };
  const letGo = (held: HeldFold): void => {
    folds.delete(held.name);
    spans -= held.counted;
    held.counted = 0;
  };
  return {
    find({ name }) {
      return folds.get(name);
    },
    hold(held) {
      folds.delete(held.name);
      folds.set(held.name, held);
      count(held);
    },
    shrink(grown) {
      for (const { name } of grown) {
        const held = folds.get(name);
        if (held === undefined) continue;
        if (held.fold.total > MOST_REMEMBERED) letGo(held);
        else count(held);
      }
      for (const held of folds.values()) {
        if (spans <= mostSpans) return;
        letGo(held);
      }
    },
    clear() {
      folds.clear();
      spans = 0;
    },
  };
};
