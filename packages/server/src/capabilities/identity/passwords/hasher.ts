import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { fail } from '../../../platform/failure.ts';

/** OWASP's parameters for Argon2id: 46 MiB and one pass, some 30 ms of one core. */
// the library's own default is the algorithm Argon2id
const ARGON2 = { memoryCost: 47_104, timeCost: 1, parallelism: 1 };

/** As slow and as hungry as it must be, so only so many at once; the rest wait in order, up to a number. */
export interface Hasher {
  hash(password: string): Promise<string>;
  isPasswordOf(stored: string, password: string): Promise<boolean>;
  /** Takes as long as a check, for accounts that are not there. */
  checkNothing(password: string): Promise<false>;
}

const MOST_WAITING = 500;
const RETRY_AFTER_SECONDS = 5;

export const createHasher = (atOnce = availableParallelism()): Hasher => {
  let running = 0;
  const waiting: (() => void)[] = [];

  const inTurn = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (running >= atOnce) {
      if (waiting.length >= MOST_WAITING) fail('sign_in_busy', { retryAfterSeconds: RETRY_AFTER_SECONDS });
      await new Promise<void>((resolve) => void waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };

  const ofNothing = hash('nobody has this password', ARGON2);

  return {
    hash: (password) => inTurn(() => hash(password, ARGON2)),
    isPasswordOf: (stored, password) => inTurn(() => verify(stored, password)),
    async checkNothing(password) {
      const stored = await ofNothing;
      await inTurn(() => verify(stored, password));
      return false;
    },
  };
};
