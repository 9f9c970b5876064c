import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { challengeOf } from './grants.ts';
import type { Lie } from './id-token.ts';
import { startOidcIssuer, type OidcIssuer } from './issuer.ts';

const BACK = 'http://127.0.0.1:1/callback';
const VERIFIER = 'a-verifier-that-is-long-enough-for-the-standard-43';
const NOW = 1_800_000_000;

type Json = Record<string, ReturnType<typeof JSON.parse>>;

const getJson = async (url: string, init?: RequestInit) => (await (await fetch(url, init)).json()) as Json;

const authorize = async (issuer: OidcIssuer, changed: Record<string, string> = {}) => {
  const { authorization_endpoint: endpoint } = await getJson(`${issuer.issuer}/.well-known/openid-configuration`);
  const query = {
    response_type: 'code',
    client_id: issuer.client.id,
    redirect_uri: BACK,
    scope: 'openid email',
    state: 'my-state',
    nonce: 'my-nonce',
    code_challenge: challengeOf(VERIFIER),
    code_challenge_method: 'S256',
    ...changed,
  };
  const answer = await fetch(`${endpoint}?${new URLSearchParams(query).toString()}`, { redirect: 'manual' });
  const location = answer.headers.get('location');
  return { status: answer.status, back: location === null ? undefined : new URL(location).searchParams };
};

const exchange = (issuer: OidcIssuer, code: string, changed: Record<string, string> = {}) =>
  fetch(`${issuer.issuer}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: BACK,
      code_verifier: VERIFIER,
      client_id: issuer.client.id,
      client_secret: issuer.client.secret,
      ...changed,
    }),
  });

const signIn = async (issuer: OidcIssuer): Promise<Json> => {
  const { back } = await authorize(issuer);
  return (await (await exchange(issuer, back?.get('code') ?? '')).json()) as Json;
};

/** What a client that looks finds wrong, in the order in which it looks. */
const flawsOf = async (issuer: OidcIssuer, token: string): Promise<string> => {
  const [head = '', body = '', signature = ''] = token.split('.');
  const { alg, kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const { keys } = await getJson(`${issuer.issuer}/jwks`);
  const key = (keys as Record<string, unknown>[]).find((each) => each['kid'] === kid);
  if (key === undefined) return 'key';
  if (alg !== key['alg']) return 'alg';
  const publicKey = createPublicKey({ key, format: 'jwk' });
  const checked = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
  if (!verify('sha256', Buffer.from(`${head}.${body}`), checked, Buffer.from(signature, 'base64url')))
    return 'signature';
  if (claims['iss'] !== issuer.issuer) return 'iss';
  if (claims['aud'] !== issuer.client.id) return 'aud';
  if (claims['exp'] <= NOW) return 'exp';
  if (claims['iat'] > NOW) return 'iat';
  return claims['nonce'] === 'my-nonce' ? 'nothing' : 'nonce';
};

describe.each(['RS256', 'ES256'] as const)('an issuer that signs by %s', (algorithm) => {
  let issuer: OidcIssuer;
  beforeAll(async () => {
    issuer = await startOidcIssuer({ redirectUris: [BACK], algorithm, now: () => NOW * 1000 });
  });
  afterAll(() => issuer.close());

  test('lets somebody in, and tells who it is', async () => {
    const { back } = await authorize(issuer);
    expect([back?.get('state'), back?.get('iss')]).toEqual(['my-state', issuer.issuer]);
    const tokens = (await (await exchange(issuer, back?.get('code') ?? '')).json()) as Json;
    expect(await flawsOf(issuer, tokens['id_token'])).toBe('nothing');
    const headers = { authorization: `Bearer ${tokens['access_token']}` };
    expect(await getJson(`${issuer.issuer}/userinfo`, { headers })).toMatchObject({ sub: 'user-1' });
    expect((await fetch(`${issuer.issuer}/userinfo`)).status).toBe(401);
  });

  test.each<[Lie, string]>([
    ['wrong nonce', 'nonce'],
    ['no nonce', 'nonce'],
    ['wrong audience', 'aud'],
    ['wrong issuer', 'iss'],
    ['expired', 'exp'],
    ['not yet', 'iat'],
    ['alg none', 'alg'],
    ['alg HS256', 'alg'],
    ['unknown key', 'key'],
    ['broken signature', 'signature'],
  ])('lies, and %s is seen by whoever looks', async (lie, flaw) => {
    issuer.play({ lie });
    expect(await flawsOf(issuer, (await signIn(issuer))['id_token'])).toBe(flaw);
    issuer.play({});
  });

  test('changes its keys: what was signed before no longer counts', async () => {
    const { id_token: before } = await signIn(issuer);
    issuer.rotateKeys();
    expect(await flawsOf(issuer, before)).toBe('key');
    expect(await flawsOf(issuer, (await signIn(issuer))['id_token'])).toBe('nothing');
  });
});

describe('refuses', () => {
  let issuer: OidcIssuer;
  beforeAll(async () => {
    issuer = await startOidcIssuer({ redirectUris: [BACK], algorithm: 'ES256' });
  });
  afterAll(() => issuer.close());

  test('a code that was used, another verifier, another place and a wrong secret', async () => {
    const code = async () => (await authorize(issuer)).back?.get('code') ?? '';
    const used = await code();
    expect((await exchange(issuer, used)).status).toBe(200);
    expect((await exchange(issuer, used)).status).toBe(400);
    expect((await exchange(issuer, await code(), { code_verifier: 'x' })).status).toBe(400);
    expect((await exchange(issuer, await code(), { redirect_uri: 'http://evil/' })).status).toBe(400);
    expect((await exchange(issuer, await code(), { client_secret: 'x' })).status).toBe(401);
    expect((await exchange(issuer, await code(), { grant_type: 'password' })).status).toBe(400);
  });

  test('to send anybody where it was not agreed, and says the rest to the client', async () => {
    expect((await authorize(issuer, { redirect_uri: 'http://evil/' })).status).toBe(400);
    expect((await authorize(issuer, { client_id: 'x' })).status).toBe(400);
    expect((await authorize(issuer, { code_challenge_method: 'plain' })).back?.get('error')).toBe('invalid_request');
    expect((await authorize(issuer, { scope: 'email' })).back?.get('error')).toBe('invalid_scope');
    issuer.play({ denies: true });
    expect((await authorize(issuer)).back?.get('error')).toBe('access_denied');
  });

  test('or tells of somebody else at userinfo', async () => {
    issuer.play({ userinfoSub: 'somebody-else' });
    const { access_token: token } = await signIn(issuer);
    const headers = { authorization: `Bearer ${token}` };
    expect(await getJson(`${issuer.issuer}/userinfo`, { headers })).toMatchObject({ sub: 'somebody-else' });
  });
});
