/** How far something was at a moment, as it was said. */
export interface Reading {
  readonly at: number;
  readonly done: number;
}

/** The readings of the last minute, the latest last: from them the pace is reckoned. */
export type Pace = readonly Reading[];

const WINDOW_MS = 60_000;
/** Over less time than this a pace is chance. */
const LEAST_MS = 4_000;

/** The pace after one more reading. What goes back begins anew: another try has started from nothing. */
export const follow = (pace: Pace, reading: Reading): Pace => {
  const last = pace.at(-1);
  if (last === undefined || reading.done < last.done || reading.at < last.at) return [reading];
  if (reading.at === last.at) return [...pace.slice(0, -1), reading];
  const kept = pace.filter(({ at }) => at >= reading.at - WINDOW_MS);
  return [...kept, reading];
};

/** How many a second, over the window as a whole: one slow look does not change it much. Undefined while it is not known. */
export const rateOf = (pace: Pace): number | undefined => {
  const [first, last] = [pace[0], pace.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < LEAST_MS) return undefined;
  return ((last.done - first.done) * 1_000) / (last.at - first.at);
};

/** In milliseconds. Undefined while no pace is known, or nothing moves. */
export const timeLeft = (pace: Pace, total: number): number | undefined => {
  const [rate, last] = [rateOf(pace), pace.at(-1)];
  if (rate === undefined || rate <= 0 || last === undefined) return undefined;
  return (Math.max(0, total - last.done) / rate) * 1_000;
};
