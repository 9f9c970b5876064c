/** Tries that were taken and not decided yet, by the guard that counts them. */
export interface UnderWay {
  begin(name: string): void;
  end(name: string): void;
  /** Settles when one of them was decided. Undefined when none is under way. */
  nextEnd(name: string, signal: AbortSignal): Promise<void> | undefined;
}

interface Counted {
  count: number;
  readonly waiting: Set<() => void>;
}

/**
 * Ten who sign in at once with the right password have taken all tries for a moment. Whoever comes then waits until one of them
 * is decided, and is not told that its own password is wrong.
 */
export const createUnderWay = (): UnderWay => {
  const all = new Map<string, Counted>();
  return {
    begin(name) {
      const one = all.get(name) ?? { count: 0, waiting: new Set() };
      one.count += 1;
      all.set(name, one);
    },
    end(name) {
      const one = all.get(name);
      if (one === undefined) return;
      one.count -= 1;
      if (one.count === 0) all.delete(name);
      // the one that came first; the last that is decided lets all of them look
      const woken = one.count === 0 ? [...one.waiting] : [...one.waiting].slice(0, 1);
      for (const wake of woken) {
        one.waiting.delete(wake);
        wake();
      }
    },
    nextEnd(name, signal) {
      const one = all.get(name);
      if (one === undefined) return undefined;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const leave = (): void => reject(signal.reason);
      one.waiting.add(resolve);
      signal.addEventListener('abort', leave, { once: true });
      return promise.finally(() => {
        one.waiting.delete(resolve);
        signal.removeEventListener('abort', leave);
      });
    },
  };
};
