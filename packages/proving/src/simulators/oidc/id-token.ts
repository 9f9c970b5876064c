import { createHmac } from 'node:crypto';
import type { SigningKey } from './keys.ts';

/** In which way an issuer lies. Whoever trusts the token all the same has not looked. */
export type Lie =
  | 'wrong nonce'
  | 'no nonce'
  | 'wrong audience'
  | 'wrong issuer'
  | 'expired'
  | 'not yet'
  | 'alg none'
  | 'alg HS256'
  | 'unknown key'
  | 'broken signature';

export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string;
  readonly nonce?: string | undefined;
  readonly exp: number;
  readonly iat: number;
  readonly [name: string]: unknown;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const HOUR = 3600;

const CLAIM_LIES: Readonly<Partial<Record<Lie, (claims: Claims) => Claims>>> = {
  'wrong nonce': (claims) => ({ ...claims, nonce: 'of-somebody-else' }),
  'no nonce': ({ nonce: _nonce, ...claims }) => claims,
  'wrong audience': (claims) => ({ ...claims, aud: 'another-client' }),
  'wrong issuer': (claims) => ({ ...claims, iss: 'https://elsewhere.example' }),
  expired: (claims) => ({ ...claims, iat: claims.iat - 2 * HOUR, exp: claims.iat - HOUR }),
  'not yet': (claims) => ({ ...claims, iat: claims.iat + HOUR, nbf: claims.iat + HOUR, exp: claims.exp + 2 * HOUR }),
};

const flipLast = (signature: string): string => {
  const bytes = Buffer.from(signature, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64url');
};

/** `stranger` signs when the key is to be one that the issuer does not publish. */
export const writeIdToken = (
  claims: Claims,
  keys: { readonly own: SigningKey; readonly stranger: SigningKey },
  lie: Lie | undefined,
): string => {
  const key = lie === 'unknown key' ? keys.stranger : keys.own;
  const body = encode(lie === undefined ? claims : (CLAIM_LIES[lie]?.(claims) ?? claims));
  const input = (alg: string) => `${encode({ alg, typ: 'JWT', kid: key.id })}.${body}`;
  if (lie === 'alg none') return `${input('none')}.`;
  if (lie === 'alg HS256') {
    // the public key as a shared secret: it fools those who let the token choose how it is checked
    const secret = key.publicKey.export({ format: 'pem', type: 'spki' });
    return `${input('HS256')}.${createHmac('sha256', secret).update(input('HS256')).digest('base64url')}`;
  }
  const signed = key.sign(input(key.algorithm));
  return `${input(key.algorithm)}.${lie === 'broken signature' ? flipLast(signed) : signed}`;
};
