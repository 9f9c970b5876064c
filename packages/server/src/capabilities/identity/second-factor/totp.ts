import { createHmac, timingSafeEqual } from 'node:crypto';

/** What every authenticator takes: RFC 6238 with SHA-1, six digits, and steps of 30 s. */
export const STEP_SECONDS = 30;
export const DIGITS = 6;
/** A code of the step before and of the step after counts as well: clocks differ, and typing takes time. */
const WINDOW = [0, -1, 1];

export const stepAt = (seconds: number): number => Math.floor(seconds / STEP_SECONDS);

export const codeOf = (secret: Buffer, step: number, digits = DIGITS): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const number = (mac.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 10 ** digits;
  return String(number).padStart(digits, '0');
};

/** The step that a code belongs to; undefined when it is wrong now. Of what could be two, the one that is now. */
export const stepOf = (secret: Buffer, code: string, seconds: number): number | undefined => {
  const shown = Buffer.from(code);
  const steps = WINDOW.map((aside) => stepAt(seconds) + aside).filter((step) => step >= 0);
  return steps.find((step) => isSame(Buffer.from(codeOf(secret, step)), shown));
};

const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);
