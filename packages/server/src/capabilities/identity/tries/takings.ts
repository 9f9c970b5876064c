import type { Clock } from '../../../platform/clock/clock.ts';
import type { InstanceDb } from '../../../platform/database/database.ts';
import { fail } from '../../../platform/failure.ts';
import { createBlocks } from './blocks.ts';
import { giveBackTries, takeTries, type Guard, type Refusal } from './store.ts';

export interface TakingsParts {
  readonly db: InstanceDb;
  readonly clock: Clock;
  readonly onRefused?: (guard: string) => void;
}

/** Takes tries of guards, and remembers which of them would refuse whatever is asked. */
export interface Takings {
  /** Undefined when all had one left. Tells of an account that had none; every other guard's refusal is the answer. */
  from(guards: readonly Guard[]): Promise<Refusal | undefined>;
  giveBack(guards: readonly Guard[]): Promise<void>;
  /** Fails without asking the database, while it is known what it would say. */
  refuseKnown(guards: readonly Guard[]): void;
}

export const createTakings = ({ db, clock, onRefused = () => {} }: TakingsParts): Takings => {
  const blocks = createBlocks(clock);
  const refuse = (guard: string, retryAfterSeconds: number): never => {
    onRefused(kindOf(guard));
    return fail('too_many_tries', { retryAfterSeconds });
  };
  const refuseKnown = (guards: readonly Guard[]): void => {
    for (const { name } of guards) {
      const seconds = blocks.secondsLeft(name);
      if (seconds > 0) refuse(name, seconds);
    }
  };
  return {
    refuseKnown,
    async from(guards) {
      refuseKnown(guards);
      const refusal = await takeTries(db, guards);
      if (refusal === undefined || kindOf(refusal.refused_by) === 'account') return refusal;
      blocks.add(refusal.refused_by, refusal.retry_seconds);
      return refuse(refusal.refused_by, refusal.retry_seconds);
    },
    giveBack: (guards) =>
      giveBackTries(
        db,
        guards.map(({ name }) => name),
      ),
  };
};

/** `address`, `instance`, `account` or `keys`. */
const kindOf = (name: string): string => name.replace(/:.*/, '');
