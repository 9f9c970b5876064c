import { systemClock, type Clock } from '../clock/clock.ts';

export interface Signals {
  /** Settles with the first signal that asks the process to stop. */
  readonly first: Promise<NodeJS.Signals>;
  release(): void;
}

/**
 * npm passes a Ctrl-C on that the terminal has already sent to everybody, so one press arrives twice within milliseconds.
 * A person who loses patience is slower than this.
 */
const SAME_PRESS_MS = 500;

const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal asks, the second does not wait any longer. */
export const listenForSignals = (
  force: (signal: NodeJS.Signals) => void,
  clock: Pick<Clock, 'elapsed'> = systemClock,
): Signals => {
  let askedAt: number | undefined;
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  const hear = (signal: NodeJS.Signals): void => {
    if (askedAt !== undefined && clock.elapsed() - askedAt > SAME_PRESS_MS) force(signal);
    askedAt ??= clock.elapsed();
    resolve(signal);
  };
  for (const signal of STOPPING) process.on(signal, hear);
  return {
    first: promise,
    release: () => {
      for (const signal of STOPPING) process.off(signal, hear);
    },
  };
};
