/** What a timer holds; with more it fires at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Waits, or returns early when the signal is aborted. */
export const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, Math.min(ms, LONGEST_TIMER_MS));
    signal?.addEventListener('abort', finish, { once: true });
  });
