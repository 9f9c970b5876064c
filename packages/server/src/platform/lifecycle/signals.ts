export interface Signals {
  /** Settles with the first signal that asks the process to stop. */
  readonly first: Promise<NodeJS.Signals>;
  release(): void;
}

const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal asks, the second does not wait any longer. */
export const listenForSignals = (force: (signal: NodeJS.Signals) => void): Signals => {
  let asked = false;
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  const hear = (signal: NodeJS.Signals): void => {
    if (asked) force(signal);
    asked = true;
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
