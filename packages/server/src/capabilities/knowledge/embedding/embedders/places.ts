import type { Bearing } from './bearing.ts';

/** Who may have a request under way; the others wait in order, also for the time when the embedder may be asked again. */
export interface Places {
  enter(signal: AbortSignal): Promise<void>;
  leave(): void;
  /** There may be room for more than before. */
  admit(): void;
}

export const createPlaces = (bearing: Pick<Bearing, 'limit' | 'closedForMs'>): Places => {
  const waiting = new Set<() => void>();
  let taken = 0;
  let waking: NodeJS.Timeout | undefined;

  const admit = (): void => {
    if (waiting.size === 0) return;
    const { closedForMs } = bearing;
    if (closedForMs > 0) {
      wakeIn(closedForMs);
      return;
    }
    for (const enter of waiting) {
      if (taken >= bearing.limit) return;
      waiting.delete(enter);
      taken += 1;
      enter();
    }
  };
  const wakeIn = (milliseconds: number): void => {
    waking ??= setTimeout(() => {
      waking = undefined;
      admit();
    }, milliseconds).unref();
  };

  return {
    admit,
    async enter(signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const giveUp = (): void => {
        if (waiting.delete(resolve)) reject(signal.reason as Error);
      };
      waiting.add(resolve);
      signal.addEventListener('abort', giveUp, { once: true });
      admit();
      await promise.finally(() => signal.removeEventListener('abort', giveUp));
    },
    leave() {
      taken -= 1;
      admit();
    },
  };
};
