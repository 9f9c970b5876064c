import { Away } from './away.ts';

/** Whoever waits for Redis waits here: until the answer, until the time is up, or until somebody else has noticed. */
export interface Patience {
  wait<Value>(work: Promise<Value>, withinMs: number): Promise<Value>;
  /** Nobody waits any longer. */
  giveUp(reason: Away): void;
}

export const createPatience = (): Patience => {
  const waiting = new Set<(reason: Away) => void>();

  return {
    async wait<Value>(work: Promise<Value>, withinMs: number): Promise<Value> {
      const { promise, resolve, reject } = Promise.withResolvers<Value>();
      const timer = setTimeout(() => {
        // a process that was busy itself looks once more for an answer that is already there, before it blames the other side
        setImmediate(() => setImmediate(() => reject(new Away(`Redis took longer than ${withinMs} ms`))));
      }, withinMs);
      waiting.add(reject);
      work.then(resolve, (error: unknown) =>
        reject(new Away(error instanceof Error ? error.message : String(error), { cause: error })),
      );
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(reject);
      }
    },
    giveUp(reason) {
      for (const reject of waiting) reject(reason);
      waiting.clear();
    },
  };
};
