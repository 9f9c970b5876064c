const DELAY_MS_MAXIMUM = 30_000;

/** Doubles with each failure, and is spread so that clients that lost the same server do not return as one. */
export const backOffMs = (baseMs: number, failures: number, random: number): number => {
  const full = Math.min(DELAY_MS_MAXIMUM, Math.max(1, baseMs) * 2 ** Math.min(failures, 20));
  return full / 2 + (full / 2) * random;
};
