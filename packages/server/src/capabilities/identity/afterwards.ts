import { randomBelow } from '../../platform/crypto/random.ts';
import type { Log } from '../../platform/log/log.ts';

/**
 * What is done after the answer, at a moment that chance chooses: so that nobody can tell by the time of an answer whether there
 * was something to write down. Lost when the process dies before, so nothing that must not be.
 */
export interface Afterwards {
  do(what: string, work: () => Promise<void>): void;
  /** Does at once what is left. */
  close(): Promise<void>;
}

const WITHIN_MS = 1000;
const MOST_WAITING = 1000;

export const createAfterwards = (log: Log, withinMs = WITHIN_MS): Afterwards => {
  const waiting = new Map<NodeJS.Timeout, () => Promise<void>>();
  const running = new Set<Promise<void>>();
  let isFull = false;

  const run = (what: string, work: () => Promise<void>): Promise<void> => {
    const done = work()
      .catch((error: unknown) => log.warn({ err: error }, `${what} could not be stored.`))
      .finally(() => running.delete(done));
    running.add(done);
    return done;
  };

  return {
    do(what, work) {
      if (waiting.size >= MOST_WAITING) {
        if (!isFull) log.warn({}, `${what} was not stored: too much of that kind waits. It is told once.`);
        isFull = true;
        return;
      }
      isFull = false;
      const begin = (): Promise<void> => {
        clearTimeout(timer);
        waiting.delete(timer);
        return run(what, work);
      };
      const timer = setTimeout(() => void begin(), randomBelow(withinMs)).unref();
      waiting.set(timer, begin);
    },
    async close() {
      await Promise.all([...waiting.values()].map((begin) => begin()));
      await Promise.all(running);
    },
  };
};
