import { encode } from 'uqr';
import { randomBuffer } from '../../../platform/crypto/random.ts';
import { toBase32 } from './base32.ts';
import { DIGITS, STEP_SECONDS } from './totp.ts';

/** What an authenticator is given, in the three ways in which it takes it. */
export interface Enrolment {
  readonly secret: string;
  readonly otpauth_uri: string;
  readonly qr: string[];
}

/** As long as what SHA-1 makes of it, which RFC 4226 asks for. */
const SECRET_BYTES = 20;

export const newEnrolment = (email: string, issuer: string): Enrolment => {
  const secret = toBase32(randomBuffer(SECRET_BYTES));
  const uri = uriOf({ secret, email, issuer });
  return { secret, otpauth_uri: uri, qr: rowsOf(uri) };
};

/** The label is what people see in a list of accounts; a colon in it would part it elsewhere. */
const uriOf = ({ secret, email, issuer }: { secret: string; email: string; issuer: string }): string => {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
};

/** Without the white around it, which belongs to whoever shows it. */
const rowsOf = (text: string): string[] =>
  encode(text, { ecc: 'M', border: 0 }).data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
