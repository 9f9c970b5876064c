import { describe, expect, test } from 'vitest';
import {
  codeOf,
  cookieHeader,
  EMAIL,
  PASSWORD,
  say,
  setUp,
  signIn,
  signInBrowser,
  tokenIn,
} from '../ground/identity.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
let first = '';

const sign = (json: unknown, headers = {}) => say(system, 'POST /api/v1/sign-in', { json, headers });

test('the first account is made once, of fifty who try', async () => {
  first = await setUp(system);
  expect((await say(system, 'GET /api/v1/me', { token: first })).status).toBe(200);
});

describe('signing in', () => {
  test('with the right password gives what a browser keeps, and no script of a page can read', async () => {
    const answer = await sign({ email: EMAIL, password: PASSWORD });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.cookies)).toEqual(['hf_device', 'hf_signin']);
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(answer.text).not.toContain(answer.cookies['hf_signin']);
    expect((await say(system, 'GET /api/v1/me', { cookie: cookieHeader(answer.cookies) })).status).toBe(200);
  });

  test('with a wrong password and as nobody gives the same answer', async () => {
    const wrong = await sign({ email: EMAIL, password: 'no sentence of hers' });
    const nobody = await sign({ email: 'nobody@holdfast.example', password: PASSWORD });
    expect([wrong.status, codeOf(wrong)]).toEqual([401, 'wrong_credentials']);
    const { trace_id: _one, ...left } = wrong.body as Record<string, unknown>;
    const { trace_id: _two, ...right } = nobody.body as Record<string, unknown>;
    expect(left).toEqual(right);
    expect(Object.keys(wrong.cookies)).toEqual([]);
  });

  test.each([
    [{}, '/body/email'],
    [{ email: EMAIL }, '/body/password'],
    [{ email: 'no address', password: PASSWORD }, '/body/email'],
    [{ email: EMAIL, password: 7 }, '/body/password'],
    [{ email: EMAIL, password: '' }, '/body/password'],
    [{ email: EMAIL, password: 'x'.repeat(2049) }, '/body/password'],
    [{ email: EMAIL, password: '\ud800' }, '/body/password'],
  ])('with %j is 422 and names the field', async (json, pointer) => {
    const answer = await sign(json);
    expect([answer.status, answer.text.includes(pointer)]).toEqual([422, true]);
  });

  test('ten times at once gives ten sign-ins', async () => {
    const tokens = await Promise.all(Array.from({ length: 10 }, () => signIn(system)));
    expect(new Set(tokens).size).toBe(10);
    const seen = await Promise.all(tokens.map((token) => say(system, 'GET /api/v1/me', { token })));
    expect(seen.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  });
});

describe('signing out', () => {
  test('ends this sign-in and no other, and may be said twice at once', async () => {
    const [here, there] = [await signIn(system), await signIn(system)];
    const out = () => say(system, 'POST /api/v1/sign-out', { token: here });
    expect((await Promise.all([out(), out()])).map(({ status }) => status)).toEqual([204, 204]);
    expect((await say(system, 'GET /api/v1/me', { token: here })).status).toBe(401);
    expect((await say(system, 'GET /api/v1/me', { token: there })).status).toBe(200);
  });

  test('in a browser takes its cookie away and leaves what makes it known', async () => {
    const cookies = await signInBrowser(system);
    const answer = await say(system, 'POST /api/v1/sign-out', { cookie: cookieHeader(cookies) });
    expect(answer.cookies).toEqual({ hf_signin: '' });
  });

  test('everywhere ends all, with one entry of the audit trail', async () => {
    const tokens = await Promise.all([signIn(system), signIn(system)]);
    expect((await say(system, 'POST /api/v1/sign-out-everywhere', { token: tokens[0] ?? '' })).status).toBe(204);
    for (const token of tokens) expect((await say(system, 'GET /api/v1/me', { token })).status).toBe(401);
    const { rows } = await system.database.as(
      'admin',
      `select count(distinct trace_id)::int as entries from holdfast.audit_entries where action = 'sign_in.ended_everywhere'`,
    );
    expect(rows).toEqual([{ entries: 1 }]);
  });
});

describe('what no node of ours has written', () => {
  test('is nobody, however it was made', async () => {
    const token = await signIn(system);
    const other = await signIn(system);
    const secretOf = (text: string): string => text.split('_')[2] ?? '';
    const forged = [
      token.slice(0, -1),
      token.replace(/.$/, token.endsWith('0') ? '1' : '0'),
      token.replace(secretOf(token), secretOf(other)),
      `${token}x`,
      'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.',
      "' OR '1'='1",
      'undefined',
    ];
    for (const one of forged) expect((await say(system, 'GET /api/v1/me', { token: one })).status).toBe(401);
    const cookies = await signInBrowser(system);
    const [value = ''] = [cookies['hf_signin']];
    for (const one of [value.slice(0, -1), `${value}0`, value.toUpperCase(), '.', '%00', ''])
      expect((await say(system, 'GET /api/v1/me', { cookie: `hf_signin=${one}` })).status).toBe(401);
    const twice = `hf_signin=${value}; hf_signin=${value}`;
    expect((await say(system, 'GET /api/v1/me', { cookie: twice })).status).toBe(401);
  });
});

describe('a page of another site', () => {
  test.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{}],
  ])('that makes a browser send %j is refused', async (headers) => {
    const cookies = await signInBrowser(system);
    const answer = await system.fetch('/api/v1/sign-out-everywhere', {
      method: 'POST',
      headers: { ...headers, cookie: cookieHeader(cookies) },
    });
    expect(answer.status).toBe(403);
    expect((await say(system, 'GET /api/v1/me', { cookie: cookieHeader(cookies) })).status).toBe(200);
  });
});

test('the token of a sign-in is told once, and only where it was asked for', async () => {
  expect(tokenIn(await sign({ email: EMAIL, password: PASSWORD, token: true }))).toMatch(/^hfs_[0-9a-f]{32}_\w{49}$/);
  expect(await sign({ email: EMAIL, password: PASSWORD })).toMatchObject({
    body: expect.not.objectContaining({ token: expect.anything() }),
  });
});
