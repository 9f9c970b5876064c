export interface Ticker {
  /** Runs now, or once more when it is running. */
  now(): void;
  /** Once more in so many milliseconds. */
  within(milliseconds: number): void;
  stop(): Promise<void>;
}

/** Does something again and again, never twice at a time. What it answers is how long to wait until the next time; undefined: until somebody asks. */
export const createTicker = (tick: () => Promise<number | undefined>): Ticker => {
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> | undefined;
  let isAsked = false;
  let isStopped = false;

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    const waitMs = await tick();
    current = undefined;
    if (isStopped) return;
    if (isAsked) now();
    else if (waitMs !== undefined) timer = setTimeout(now, waitMs);
  };
  const now = (): void => {
    if (isStopped) return;
    isAsked = current !== undefined;
    current ??= run();
  };

  return {
    now,
    within: (milliseconds) => void setTimeout(now, milliseconds).unref(),
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
};
