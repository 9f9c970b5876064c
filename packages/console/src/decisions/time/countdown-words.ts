const SECOND = 1_000;
const HOUR = 3_600;
const DAY = 24 * HOUR;

const two = (number: number): string => String(number).padStart(2, '0');

/** How long is left: `03:41` below an hour, where each second may matter, then `3 h 12 min`, then `2 d 3 h`. */
export const countdownWords = (leftMs: number): string => {
  const seconds = Math.max(0, Math.floor(leftMs / SECOND));
  if (seconds < HOUR) return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ${Math.floor((seconds % HOUR) / 60)} min`;
  return `${Math.floor(seconds / DAY)} d ${Math.floor((seconds % DAY) / HOUR)} h`;
};

export type Urgency = 'over' | 'soon' | 'later';

const SOON_SECONDS = 5 * 60;
const SOON_SHARE = 0.2;

/** Whether there is little time left, in minutes or of what there was. */
export const urgencyOf = (leftMs: number, wholeMs: number): Urgency => {
  if (leftMs <= 0) return 'over';
  return leftMs < SOON_SECONDS * SECOND || leftMs < wholeMs * SOON_SHARE ? 'soon' : 'later';
};
