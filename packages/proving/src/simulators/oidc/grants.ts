import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { bearerOf } from '../models/reading.ts';
import type { Asked } from '../http-simulator.ts';

/** What somebody was let in for, until the code is exchanged. */
export interface Grant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | undefined;
  readonly scope: string;
}

export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly redirectUris: readonly string[];
}

/** An error of RFC 6749, by its word. */
export interface Denied {
  readonly error: string;
}

export const isDenied = (value: object): value is Denied => 'error' in value;

const equal = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** By basic authentication or in the form, as the client likes. */
export const authenticates = (client: Client, { headers }: Asked, form: URLSearchParams): boolean => {
  const basic = /^Basic (.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (basic === undefined)
    return form.get('client_id') === client.id && equal(form.get('client_secret') ?? '', client.secret);
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent);
  return id === client.id && equal(secret, client.secret);
};

const MOST = 10_000;

/** Codes count once; access tokens until the simulator ends. */
export const createGrants = () => {
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, Grant>();
  const keep = (kept: Map<string, Grant>, grant: Grant): string => {
    const name = randomBytes(16).toString('base64url');
    kept.set(name, grant);
    if (kept.size > MOST) kept.delete([...kept.keys()][0] as string);
    return name;
  };
  return {
    open: (grant: Grant): string => keep(codes, grant),
    exchange(form: URLSearchParams): Grant | Denied {
      if (form.get('grant_type') !== 'authorization_code') return { error: 'unsupported_grant_type' };
      const code = form.get('code') ?? '';
      const grant = codes.get(code);
      codes.delete(code);
      if (grant === undefined || grant.redirectUri !== form.get('redirect_uri')) return { error: 'invalid_grant' };
      return equal(challengeOf(form.get('code_verifier') ?? ''), grant.challenge) ? grant : { error: 'invalid_grant' };
    },
    tokenFor: (grant: Grant): string => keep(tokens, grant),
    byToken: (header: string | undefined): Grant | undefined => tokens.get(bearerOf(header) ?? ''),
  };
};

export type Grants = ReturnType<typeof createGrants>;
