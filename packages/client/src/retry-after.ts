/** Seconds to wait, from a `Retry-After` that names seconds or a date. */
export const retryAfterSeconds = (value: string | null, now: number): number | undefined => {
  if (value === null) return undefined;
  if (/^\d+$/u.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
};
