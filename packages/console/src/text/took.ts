import { spanOfTime } from './span-of-time.ts';

/** How long a thing took, fine enough for what is short: `840 ms`, `1.9 s`, `4 min`. */
export const took = (ms: number): string => {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  return ms < 59_950 ? `${(ms / 1_000).toFixed(1)} s` : spanOfTime(ms);
};
