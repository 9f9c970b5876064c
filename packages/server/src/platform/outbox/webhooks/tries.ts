/** How often a delivery is tried, and how long it waits between. */
export interface Tries {
  /** The pause after each failed try but the last. */
  readonly pausesMs: readonly number[];
  /** What is older than this when its turn comes gets one try, so that a lane never lags by more. */
  readonly longestMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Ten tries over three days, as the Standard Webhooks propose. */
export const TRIES: Tries = {
  pausesMs: [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
  longestMs: 76 * HOUR,
};

/** How long to wait for the next try after this one failed; undefined when there is none. */
export const nextTryAfter = (
  { pausesMs, longestMs }: Tries,
  { attempt, ageMs, askedMs }: { readonly attempt: number; readonly ageMs: number; readonly askedMs: number },
  spread: number,
): number | undefined => {
  const pauseMs = pausesMs[attempt - 1];
  if (pauseMs === undefined || ageMs >= longestMs) return undefined;
  // never sooner than asked, and never so soon that a receiver who asks for a second uses up all tries in ten
  return Math.round(Math.max(pauseMs * spread, askedMs));
};
