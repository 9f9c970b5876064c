import type { Clock } from '../../../platform/clock/clock.ts';
import type { Position } from '../../../platform/segments/position.ts';
import { isBefore, START } from '../store-process/position.ts';

/** How long spans wait until queries see them. */
export interface Lag {
  grown(end: Position): void;
  reached(position: Position): void;
  /** How long those have waited that were received first and are not seen yet. */
  ms(): number;
}

/** Times are kept apart by this much: a lag of hours takes few of them. */
const STEP_MS = 250;

export const createLag = (clock: Pick<Clock, 'elapsed'>): Lag => {
  const marks: { end: Position; readonly at: number }[] = [];
  let seen = START;
  return {
    grown(end) {
      // whoever asks whether all is seen tells the end again, and nobody will say again that it was reached
      if (!isBefore(seen, end)) return;
      const last = marks.at(-1);
      if (last !== undefined && clock.elapsed() - last.at < STEP_MS) last.end = end;
      else marks.push({ end, at: clock.elapsed() });
    },
    reached(position) {
      seen = position;
      const open = marks.findIndex(({ end }) => isBefore(position, end));
      marks.splice(0, open === -1 ? marks.length : open);
    },
    ms: () => (marks[0] === undefined ? 0 : clock.elapsed() - marks[0].at),
  };
};
