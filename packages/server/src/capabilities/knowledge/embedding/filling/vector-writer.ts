import type { Embedded } from '../store/vectors.ts';

/**
 * Writes what is done, one transaction at a time, with all that has come meanwhile. After a write that failed nothing more is
 * written: what was to be in it would be taken for done.
 */
export interface VectorWriter {
  /** Waits only when too much is waiting already. */
  add(embedded: readonly Embedded[]): Promise<void>;
  /** All is written. */
  drain(): Promise<void>;
}

const MOST_AT_ONCE = 1_000;
const MOST_WAITING = 4_000;

export const createVectorWriter = (write: (embedded: readonly Embedded[]) => Promise<void>): VectorWriter => {
  let waiting: Embedded[] = [];
  let writing: Promise<void> | undefined;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const some = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      await write(some);
    }
  };
  const begin = (): Promise<void> => {
    writing ??= writeAll().then(() => {
      writing = undefined;
    });
    return writing;
  };

  return {
    async add(embedded) {
      waiting.push(...embedded);
      const under = begin();
      if (waiting.length > MOST_WAITING) return under;
      // whoever adds next or drains meets its failure
      under.catch(() => {});
    },
    async drain() {
      while (writing !== undefined) await writing;
    },
  };
};
