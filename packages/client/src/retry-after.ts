/** Whoever says more is wrong or hostile, and a client that comes back sooner does no harm. */
const SECONDS_MAXIMUM = 300;

/** Seconds to wait, from a `Retry-After` that names seconds or a date; five minutes at most are believed. */
export const retryAfterSeconds = (value: string | null, now: number): number | undefined => {
  if (value === null) return undefined;
  if (/^\d+$/u.test(value)) return Math.min(SECONDS_MAXIMUM, Number(value));
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.min(SECONDS_MAXIMUM, Math.max(0, Math.ceil((date - now) / 1000)));
};
