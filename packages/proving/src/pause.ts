import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, but no longer than until it is released: by a fault that is switched, or a client that has gone. Never throws. */
export const pause = async (ms: number, released: AbortSignal): Promise<void> => {
  if (ms <= 0 || released.aborted) return;
  await sleep(ms, undefined, { signal: released }).catch(() => undefined);
};

export const untilReleased = (released: AbortSignal): Promise<void> =>
  released.aborted
    ? Promise.resolve()
    : new Promise((resolve) => released.addEventListener('abort', () => resolve(), { once: true }));
