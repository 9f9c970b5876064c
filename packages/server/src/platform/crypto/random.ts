import { randomBytes, randomInt } from 'node:crypto';

/** A name that nobody else has chosen, for drafts and the like. */
export const randomName = (): string => randomBytes(8).toString('hex');

/** Text that cannot be guessed, safe in URLs and files. */
export const randomSecret = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** A whole number from 0 to one below this, each as likely. */
export const randomBelow = (end: number): number => randomInt(end);

export const randomBuffer = (bytes: number): Buffer => randomBytes(bytes);

const POOL_BYTES = 4096;
let pool = randomBytes(POOL_BYTES);
let taken = 0;

/** Taken from a pool: each call of the system for chance costs as much as a small request. */
export const randomHex = (bytes: number): string => {
  if (taken + bytes > pool.length) {
    pool = randomBytes(Math.max(bytes, POOL_BYTES));
    taken = 0;
  }
  taken += bytes;
  return pool.toString('hex', taken - bytes, taken);
};

export const LEAST_JITTER = 0.5;

/** A factor around 1 that keeps those who wait from coming back all at once. */
export const jitter = (): number => randomInt(LEAST_JITTER * 1000, 1500) / 1000;
