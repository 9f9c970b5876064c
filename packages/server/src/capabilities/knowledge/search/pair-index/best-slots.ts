import { createTop, type Scored } from '../top.ts';

export interface ScoredSlots {
  /** By slot, from 0 to about what is possible. */
  readonly scores: Float32Array;
  readonly possible: number;
  /** By slot: whose it is, -1 where it is nobody's. */
  readonly numbers: Int32Array;
  readonly end: number;
  /** By number, 1 or 0. */
  readonly mayBeFound: Uint8Array;
}

const STEPS = 512;

/**
 * The best of those that may be found and have a score, the best first. They are counted by their scores first, without a branch that
 * nothing foretells, so that hardly any are compared with each other.
 */
export const bestSlots = (slots: ScoredSlots, most: number): Scored[] => {
  const { scores, possible, numbers, end, mayBeFound } = slots;
  const toStep = STEPS / Math.max(possible, Number.MIN_VALUE);
  const least = leastStep(slots, toStep, most);
  const top = createTop(most);
  for (let slot = 0; slot < end; slot += 1) {
    const score = scores[slot] ?? 0;
    if (score === 0 || score * toStep < least) continue;
    const number = numbers[slot] ?? -1;
    if (number !== -1 && mayBeFound[number] === 1) top.offer(number, score);
  }
  return top.taken();
};

/** The lowest step that all of the best have reached. */
const leastStep = ({ scores, numbers, end, mayBeFound }: ScoredSlots, toStep: number, most: number): number => {
  const counts = new Uint32Array(STEPS + 1);
  for (let slot = 0; slot < end; slot += 1) {
    const number = numbers[slot] ?? -1;
    if (number === -1) continue;
    const step = Math.min(STEPS, (scores[slot] ?? 0) * toStep) | 0;
    counts[step] = (counts[step] ?? 0) + (mayBeFound[number] ?? 0);
  }
  let reached = 0;
  for (let step = STEPS; step > 0; step -= 1) {
    reached += counts[step] ?? 0;
    if (reached >= most) return step;
  }
  return 0;
};
