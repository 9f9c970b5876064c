import type { Timers } from '../hint-pace.ts';

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

export interface ManualTimers extends Timers {
  /** Lets so much time pass, and what was begun by it go on. */
  readonly pass: (milliseconds: number) => Promise<void>;
}

/** What was begun has time to go on. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** Time that passes when a test says so. */
export const manualTimers = (): ManualTimers => {
  const timers = new Set<Timer>();
  let now = 0;
  return {
    now: () => now,
    after: (milliseconds, call) => {
      const timer = { at: now + milliseconds, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass: async (milliseconds) => {
      const until = now + milliseconds;
      for (;;) {
        await settle();
        const [next] = [...timers].filter(({ at }) => at <= until).toSorted((one, other) => one.at - other.at);
        if (next === undefined) break;
        timers.delete(next);
        now = next.at;
        next.call();
      }
      now = until;
      await settle();
    },
  };
};
