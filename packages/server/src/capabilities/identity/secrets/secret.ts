import { createHash, timingSafeEqual } from 'node:crypto';
import { randomBelow } from '../../../platform/crypto/random.ts';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = LETTERS.length;

/** 43 of these hold 256 bits. A double click selects all of them. */
const SECRET_LENGTH = 43;

export const randomText = (length: number): string =>
  Array.from({ length }, () => LETTERS.charAt(randomBelow(BASE))).join('');

/** As part of an expression that reads one. */
export const SECRET_PATTERN = `[0-9A-Za-z]{${SECRET_LENGTH}}`;

export const newSecret = (): string => randomText(SECRET_LENGTH);

/** What is stored. A secret of 256 bits needs neither salt nor a slow hash. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export const isSecretOf = (hash: Buffer, secret: string): boolean => timingSafeEqual(hash, hashOf(secret));

/** A number in letters, the most significant first. */
export const inLetters = (value: number, length: number): string => {
  let rest = value;
  let text = '';
  for (let place = 0; place < length; place += 1) {
    text = LETTERS.charAt(rest % BASE) + text;
    rest = Math.floor(rest / BASE);
  }
  return text;
};
