/** Runs what is about the same thing one after the other, in the order in which it was asked for. */
export type InTurn = <Value>(name: string, act: () => Promise<Value>) => Promise<Value>;

/**
 * The database would do the same with a lock, and everybody who waits for it would hold one of the few connections: a busy
 * workflow could take them all.
 */
export const createTurns = (): InTurn => {
  const latest = new Map<string, Promise<unknown>>();
  return async (name, act) => {
    const before = latest.get(name);
    const mine = (async () => {
      // how it ended is told to whoever asked for it
      await before?.catch(() => undefined);
      return act();
    })();
    latest.set(name, mine);
    try {
      return await mine;
    } finally {
      if (latest.get(name) === mine) latest.delete(name);
    }
  };
};
