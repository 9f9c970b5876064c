import type { Clock } from '../../../platform/clock/clock.ts';
import { pause } from '../../../platform/clock/pause.ts';

/** Knows whether anybody waits for an answer, so that work that can wait does. */
export interface Quiet {
  /** Somebody waits until this has come to its end. */
  during(answering: Promise<unknown>): Promise<void>;
  /** Work of so many milliseconds was done: the next piece may be once nobody asks, or after many times as long. */
  wait(workedMs: number): Promise<void>;
  /** Nothing waits any more. */
  end(): void;
}

/** Who turns pages or looks at a list asks again at once. */
const ASKED_UNTIL_MS = 100;
const LOOK_AGAIN_MS = 10;
/** A tenth of the time is left to such work however much is asked, so that it comes to its end. */
const TIMES = 9;
const MOST_MS = 500;

export const createQuiet = (clock: Pick<Clock, 'elapsed'>): Quiet => {
  let underWay = 0;
  let answeredAt = Number.NEGATIVE_INFINITY;
  let isEnded = false;
  const isAsked = (): boolean => underWay > 0 || clock.elapsed() - answeredAt < ASKED_UNTIL_MS;
  return {
    async during(answering) {
      underWay += 1;
      await answering.catch(() => {});
      underWay -= 1;
      answeredAt = clock.elapsed();
    },
    async wait(workedMs) {
      const until = clock.elapsed() + Math.min(workedMs * TIMES, MOST_MS);
      while (!isEnded && isAsked() && clock.elapsed() < until) await pause(LOOK_AGAIN_MS);
    },
    end: () => (isEnded = true),
  };
};
