import { randomBuffer } from '../../../platform/crypto/random.ts';
import { hashOf } from '../secrets/secret.ts';
import { toBase32 } from './base32.ts';

const HOW_MANY = 10;
/** 120 bits: nobody guesses one, so a fast hash without salt is enough. */
const BYTES = 15;

/** As they are shown: six groups of four, `abcd-efgh-...`. */
export const newRecoveryCodes = (): string[] => Array.from({ length: HOW_MANY }, newRecoveryCode);

const newRecoveryCode = (): string => (toBase32(randomBuffer(BYTES)).toLowerCase().match(/.{4}/g) ?? []).join('-');

/** What is stored. Blanks, dashes and case do not matter. */
export const hashOfRecoveryCode = (code: string): Buffer => hashOf(code.replaceAll(/[ -]/g, '').toLowerCase());
