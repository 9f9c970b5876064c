import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { Clock } from '../../../platform/clock/clock.ts';

/** Decisions whose time could not be kept: each is left alone for the longer the oftener it failed, and holds up no other. */
export interface Resting {
  has(id: DecisionId): boolean;
  failed(id: DecisionId): void;
  succeeded(id: DecisionId): void;
}

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

interface Rest {
  readonly failures: number;
  readonly untilMs: number;
}

export const createResting = (clock: Pick<Clock, 'elapsed'>): Resting => {
  const rests = new Map<DecisionId, Rest>();

  /** What was not tried again when it might have been is not due any more: somebody decided it, or another node did this. */
  const forgetOver = (): void => {
    for (const [id, { untilMs }] of rests) if (untilMs + LONGEST_MS < clock.elapsed()) rests.delete(id);
  };

  return {
    has: (id) => (rests.get(id)?.untilMs ?? 0) > clock.elapsed(),
    failed(id) {
      forgetOver();
      const failures = (rests.get(id)?.failures ?? 0) + 1;
      const pauseMs = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
      rests.set(id, { failures, untilMs: clock.elapsed() + pauseMs });
    },
    succeeded: (id) => void rests.delete(id),
  };
};
