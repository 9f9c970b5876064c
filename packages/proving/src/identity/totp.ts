import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

const bytesOf = (base32: string): Buffer => {
  const bits = Array.from(base32.toUpperCase().replaceAll(/[^A-Z2-7]/g, ''))
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** The code that an authenticator shows at this time: RFC 6238 with six digits and steps of 30 s. */
export const codeAt = (secret: string, milliseconds: number): string => {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(milliseconds / STEP_MS)));
  const digest = createHmac('sha1', bytesOf(secret)).update(step).digest();
  const at = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(at) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0');
};

/** A code counts once: whoever needs another at once takes the next, which the clock of an authenticator may already show. */
export const nextCode = (secret: string): string => codeAt(secret, Date.now() + STEP_MS);
