import type { Clock } from '../../../platform/clock/clock.ts';

export interface EndTelling {
  /** Tells at once, or together with others that come within the same few milliseconds. */
  soon(): void;
  now(): void;
}

/** A message for each write of the log would be thousands a second, and nobody sees the difference. */
const EVERY_MS = 5;

export const createEndTelling = (tell: () => void, clock: Pick<Clock, 'elapsed'>): EndTelling => {
  let told = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(timer);
    timer = undefined;
    told = clock.elapsed();
    tell();
  };
  return {
    now,
    soon() {
      if (timer !== undefined) return;
      const waitMs = EVERY_MS - (clock.elapsed() - told);
      if (waitMs <= 0) now();
      else timer = setTimeout(now, waitMs);
    },
  };
};
