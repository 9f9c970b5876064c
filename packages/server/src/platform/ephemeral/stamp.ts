import type { Clock } from '../clock/clock.ts';

/** When a value was written, as far as nodes can agree on it; the node breaks a tie. */
export interface Stamp {
  readonly time: number;
  readonly node: string;
}

export const isNewer = (one: Stamp, other: Stamp): boolean =>
  one.time === other.time ? one.node > other.node : one.time > other.time;

export interface Stamps {
  next(): Stamp;
  /** What was written after it was seen is stamped after it, however wrong the clock is. */
  saw(time: number): void;
}

/** Room for steps within a millisecond; the product stays exact in a double until the year 2248. */
const STEPS = 1024;

/** A hybrid logical clock: the time of day while it moves on, steps beyond the last stamp otherwise. */
export const createStamps = (clock: Clock, node: string): Stamps => {
  let last = 0;
  return {
    next() {
      last = Math.max(clock.now() * STEPS, last + 1);
      return { time: last, node };
    },
    saw(time) {
      last = Math.max(last, time);
    },
  };
};
