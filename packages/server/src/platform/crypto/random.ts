import { randomBytes, randomInt } from 'node:crypto';

/** A name that nobody else has chosen, for drafts and the like. */
export const randomName = (): string => randomBytes(8).toString('hex');

/** Text that cannot be guessed, safe in URLs and files. */
export const randomSecret = (bytes: number): string => randomBytes(bytes).toString('base64url');

export const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** A factor around 1 that keeps those who wait from coming back all at once. */
export const jitter = (): number => randomInt(500, 1500) / 1000;
