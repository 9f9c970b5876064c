import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import type { Waiting } from '../../../platform/turns/turns.ts';
import { createHashingTurns } from './hashing-turns.ts';

/** OWASP's parameters for Argon2id: 46 MiB and one pass, some 30 ms of one core. */
// the library's own default is the algorithm Argon2id
const ARGON2 = { memoryCost: 47_104, timeCost: 1, parallelism: 1 };
const OURS = `$argon2id$v=19$m=${ARGON2.memoryCost},t=${ARGON2.timeCost},p=${ARGON2.parallelism}$`;

/**
 * As slow and as hungry as it must be, so only so many at once, on threads beside the one that answers requests. Whatever it
 * fails with, nothing was looked at: a try that was taken for it may be given back.
 */
export interface Hasher {
  hash(password: string, waiting?: Waiting): Promise<string>;
  isPasswordOf(stored: string, password: string, waiting?: Waiting): Promise<boolean>;
  /** Takes as long as a check, for accounts that are not there. */
  checkNothing(password: string, waiting?: Waiting): Promise<false>;
}

export const createHasher = (atOnce = availableParallelism()): Hasher => {
  const { inTurn } = createHashingTurns({ atOnce });
  const ofNothing = hash('nobody has this password', ARGON2);

  return {
    hash: (password, waiting) => inTurn(() => hash(password, ARGON2), waiting),
    isPasswordOf: (stored, password, waiting) => inTurn(() => verify(stored, password), waiting),
    async checkNothing(password, waiting) {
      const stored = await ofNothing;
      await inTurn(() => verify(stored, password), waiting);
      return false;
    },
  };
};

/** Made with other parameters than today's: to be made anew while the password is at hand. */
export const needsRehash = (stored: string): boolean => !stored.startsWith(OURS);
