import { createTop, type Scored } from '../top.ts';

export interface ScoredSlots {
  readonly scores: Float32Array;
  /** By slot: whose it is, -1 where it is nobody's. */
  readonly numbers: Int32Array;
  readonly end: number;
  /** By number, 1 or 0. */
  readonly mayBeFound: Uint8Array;
}

/** So many slots are a stretch, of which is known what the highest score is. */
const STRETCH = 64;

/**
 * The best of those that may be found and have a score, the best first. As many stretches as are wanted have a score that is high
 * enough, and hardly more slots: those are compared with each other, and all others only where too few of them may be found.
 */
export const bestSlots = ({ scores, numbers, end, mayBeFound }: ScoredSlots, most: number): Scored[] => {
  const highest = highestOf(scores, end);
  const top = createTop(most);
  /** Those that have so much, and less than that. */
  const offerAll = (least: number, below: number): void => {
    for (let stretch = 0; stretch < highest.length; stretch += 1) {
      if ((highest[stretch] ?? 0) < least) continue;
      const last = Math.min(end, (stretch + 1) * STRETCH);
      for (let slot = stretch * STRETCH; slot < last; slot += 1) {
        const score = scores[slot] ?? 0;
        if (score < least || score >= below) continue;
        const number = numbers[slot] ?? -1;
        if (number !== -1 && mayBeFound[number] === 1) top.offer(number, score);
      }
    }
  };

  const enough = Math.max(Number.MIN_VALUE, highest.toSorted().at(-most) ?? 0);
  offerAll(enough, Infinity);
  if (top.bar < enough) offerAll(Number.MIN_VALUE, enough);
  return top.taken();
};

const highestOf = (scores: Float32Array, end: number): Float32Array => {
  const highest = new Float32Array(Math.ceil(end / STRETCH));
  for (let stretch = 0; stretch < highest.length; stretch += 1) {
    const last = Math.min(end, (stretch + 1) * STRETCH);
    let high = 0;
    for (let slot = stretch * STRETCH; slot < last; slot += 1) {
      const score = scores[slot] ?? 0;
      high = score > high ? score : high;
    }
    highest[stretch] = high;
  }
  return highest;
};
