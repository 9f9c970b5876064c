import type { Clock } from '../../src/platform/clock/clock.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';

/** The process's clock, with an offset that the lab sets. Durations stay true. */
export const createShiftedClock = () => {
  let shift = 0;
  const clock: Clock = { now: () => systemClock.now() + shift, elapsed: systemClock.elapsed };
  return {
    clock,
    shiftTo: (milliseconds: number) => {
      shift = milliseconds;
    },
  };
};
