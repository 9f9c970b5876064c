import type { Level } from '@holdfast/protocol/decisions/decision';

/** After how many seconds a level hands a decision on by itself: never where there is none behind it. */
export const untilMoved = (levels: readonly Level[], level: number): number | null =>
  levels[level] === undefined ? null : (levels[level - 1]?.within_seconds ?? null);
