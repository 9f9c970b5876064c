import type { Clock } from '../../../platform/clock/clock.ts';

/** Which guards are known to refuse, and for how long: whoever asks meanwhile costs no way to the database. */
export interface Blocks {
  add(name: string, seconds: number): void;
  /** 0 when nothing is known. */
  secondsLeft(name: string): number;
}

const MS = 1000;
/** Who has so many addresses is asked for in the database. */
const MOST = 10_000;

export const createBlocks = ({ elapsed }: Pick<Clock, 'elapsed'>): Blocks => {
  const until = new Map<string, number>();
  return {
    add(name, seconds) {
      until.delete(name);
      until.set(name, elapsed() + seconds * MS);
      if (until.size > MOST) until.delete(until.keys().next().value ?? '');
    },
    secondsLeft(name) {
      const end = until.get(name);
      if (end === undefined) return 0;
      const left = (end - elapsed()) / MS;
      if (left <= 0) until.delete(name);
      return Math.max(0, left);
    },
  };
};
