import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { newSecret, randomText } from '../../src/capabilities/identity/secrets/secret.ts';
import { writeKey } from '../../src/capabilities/identity/secrets/credential.ts';
import {
  codeOf,
  cookieHeader,
  EMAIL,
  newAccount,
  PASSWORD,
  say,
  setUp,
  signInBrowser,
  tokenIn,
  type Said,
} from '../ground/identity.ts';
import { useSystem } from '../ground/system.ts';

const PROXIED = { HOLDFAST_TRUSTED_PROXIES: '127.0.0.1', HOLDFAST_LIMIT_ADDRESS: '0', HOLDFAST_LIMIT_MEMBER: '0' };
const system = useSystem(PROXIED);

let address = 0;
/** An address from which nobody came yet. */
const newAddress = (): string => `203.0.113.${(address += 1)}`;

interface Trying {
  readonly from: string;
  readonly email?: string;
  readonly password?: string;
  readonly cookie?: string;
  readonly token?: boolean;
}

const tryIt = ({
  from,
  email = EMAIL,
  password = 'no sentence of hers',
  cookie,
  token = false,
}: Trying): Promise<Said> =>
  say(system, 'POST /api/v1/sign-in', {
    json: { email, password, token },
    headers: { 'x-forwarded-for': from },
    ...(cookie === undefined ? {} : { cookie }),
  });

const tryOften = async (times: number, trying: Trying): Promise<Said[]> => {
  const answers: Said[] = [];
  for (let time = 0; time < times; time += 1) answers.push(await tryIt(trying));
  return answers;
};

const kindsOf = (answers: readonly Said[]): ReadonlySet<string> =>
  new Set(answers.map((answer) => `${answer.status} ${codeOf(answer)}`));

/** How many entries of this kind there are of these requests. */
const actsOf = async (action: string, answers: readonly Said[]): Promise<number> => {
  const traces = answers.map(({ body }) => (body as { trace_id: string }).trace_id);
  const { rows } = await system.database.as(
    'admin',
    'select count(distinct trace_id)::int as n from holdfast.audit_entries where action = $1 and trace_id = any ($2)',
    [action, traces],
  );
  return rows[0]?.n;
};

const WRONG = '401 wrong_credentials';

beforeAll(async () => {
  await setUp(system);
});

describe('the tries of an account', () => {
  test('are used up by strangers, who are told nothing, and the right password is one of them then', async () => {
    const email = await newAccount(system);
    expect(kindsOf(await tryOften(12, { from: newAddress(), email }))).toEqual(new Set([WRONG]));
    const right = await tryIt({ from: newAddress(), email, password: PASSWORD });
    expect([right.status, codeOf(right), Object.keys(right.cookies)]).toEqual([401, 'wrong_credentials', []]);
  });

  test('but not for a browser in which its owner signed in before', async () => {
    const email = await newAccount(system);
    const cookies = await signInBrowser(system, { email });
    await tryOften(12, { from: newAddress(), email });
    const { hf_device: device = '' } = cookies;
    const known = await tryIt({
      from: newAddress(),
      email,
      password: PASSWORD,
      cookie: cookieHeader({ hf_device: device }),
    });
    expect(known.status).toBe(200);
  });

  test('nor for an address from which its owner took a token lately', async () => {
    const email = await newAccount(system);
    const home = newAddress();
    tokenIn(await tryIt({ from: home, email, password: PASSWORD, token: true }));
    await tryOften(12, { from: newAddress(), email });
    expect((await tryIt({ from: newAddress(), email, password: PASSWORD, token: true })).status).toBe(401);
    expect((await tryIt({ from: home, email, password: PASSWORD, token: true })).status).toBe(200);
  });

  test('a known browser has ten as well, and a new password makes it a stranger', async () => {
    const email = await newAccount(system);
    const cookie = cookieHeader({ hf_device: (await signInBrowser(system, { email }))['hf_device'] ?? '' });
    await tryOften(10, { from: newAddress(), email, cookie });
    expect((await tryIt({ from: newAddress(), email, password: PASSWORD, cookie })).status).toBe(401);
    await system.database.as(
      'admin',
      'update auth.accounts set password_version = password_version + 1 where email = $1',
      [email],
    );
    expect((await tryIt({ from: newAddress(), email, password: PASSWORD, cookie })).status).toBe(200);
  });

  test.each([
    ['nothing', ''],
    ['a letter', 'x'],
    ['an unknown key', 'v1.0000.AAAA'],
    ['far too much', `v1.${'A'.repeat(5000)}`],
    ['half an escape', '%'],
  ])('what no node of ours sealed makes nobody known: %s', async (_name, device) => {
    const email = await newAccount(system);
    await tryOften(10, { from: newAddress(), email });
    const answer = await tryIt({ from: newAddress(), email, password: PASSWORD, cookie: `hf_device=${device}` });
    expect(answer.status).toBe(401);
  });

  test('come back by themselves, more slowly the longer an attack lasts', { timeout: 60_000 }, async () => {
    const email = await newAccount(system);
    await tryOften(14, { from: newAddress(), email });
    await expect.poll(async () => refusals(email)).toBe(4);
    await system.overrides.shiftClocks(100_000);
    expect((await tryIt({ from: newAddress(), email, password: PASSWORD })).status).toBe(200);
    await system.database.as(
      'admin',
      `update auth.tries set refused = 200, level = 10, at = holdfast.now() where name = $1`,
      [await guardOf(email)],
    );
    await system.overrides.shiftClocks(200_000);
    expect((await tryIt({ from: newAddress(), email, password: PASSWORD })).status).toBe(401);
    await system.overrides.shiftClocks(100_000 + 8 * 90_000 + 5000);
    expect((await tryIt({ from: newAddress(), email, password: PASSWORD })).status).toBe(200);
    await system.overrides.shiftClocks(0);
  });

  test('that are used up are told once in the audit trail, and wrong ones each until then', async () => {
    const email = await newAccount(system);
    const answers = await tryOften(20, { from: newAddress(), email });
    await expect.poll(() => refusals(email)).toBe(10);
    await expect.poll(() => actsOf('sign_in.failed', answers)).toBe(10);
    await expect.poll(() => actsOf('sign_in.held_back', answers)).toBe(1);
  });

  test('thirty at once with the right password are thirty sign-ins', async () => {
    const email = await newAccount(system);
    const from = newAddress();
    const answers = await Promise.all(Array.from({ length: 30 }, () => tryIt({ from, email, password: PASSWORD })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const { rows } = await system.database.as(
      'admin',
      'select name from auth.tries where level > 0.5 and name = any ($1)',
      [[await guardOf(email), `address:${digestOf(from)}`]],
    );
    expect(rows).toEqual([]);
  });

  test('also while nine of them are used up', async () => {
    const email = await newAccount(system);
    await tryOften(9, { from: newAddress(), email });
    const from = newAddress();
    const answers = await Promise.all(Array.from({ length: 8 }, () => tryIt({ from, email, password: PASSWORD })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
  });

  test('fifty wrong ones at once are ten that are looked at', async () => {
    const email = await newAccount(system);
    const answers = await Promise.all(Array.from({ length: 50 }, () => tryIt({ from: newAddress(), email })));
    await expect.poll(() => refusals(email)).toBe(40);
    await expect.poll(() => actsOf('sign_in.failed', answers)).toBe(10);
  });
});

const guardOf = async (email: string): Promise<string> => {
  const { rows } = await system.database.as('admin', 'select id from auth.accounts where email = $1', [email]);
  return `account:${digestOf(rows[0]?.id)}`;
};

/** How many tries of strangers an account refused. */
const refusals = async (email: string): Promise<number> =>
  (await system.database.as('admin', 'select refused from auth.tries where name = $1', [await guardOf(email)])).rows[0]
    ?.refused;

describe('the tries of an address', () => {
  test('are more than a hundred at once, and the next are told when to come again', { timeout: 60_000 }, async () => {
    const email = await newAccount(system);
    const from = newAddress();
    const answers = await Promise.all(
      Array.from({ length: 160 }, (_nothing, index) => tryIt({ from, email: `p${index}@holdfast.example` })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThanOrEqual(150);
    expect(refused.length).toBeGreaterThan(0);
    for (const one of refused) {
      expect(codeOf(one)).toBe('too_many_tries');
      expect(Number(one.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const another = await tryIt({ from: newAddress(), email, password: PASSWORD });
    expect(another.status).toBe(200);
  });

  test('what it refuses is not counted for the instance, and asks the database for nothing', async () => {
    const email = await newAccount(system);
    const from = newAddress();
    await fill(`address:${digestOf(from)}`, 150);
    const before = await levelOf('instance');
    const answers = await tryOften(5, { from, email });
    expect(kindsOf(answers)).toEqual(new Set(['429 too_many_tries']));
    expect(await levelOf('instance')).toBe(before);
  });

  test('do not keep a known browser out', async () => {
    const email = await newAccount(system);
    const from = newAddress();
    const cookie = cookieHeader({ hf_device: (await signInBrowser(system, { email }))['hf_device'] ?? '' });
    await fill(`address:${digestOf(from)}`, 150);
    expect((await tryIt({ from, email, password: PASSWORD })).status).toBe(429);
    expect((await tryIt({ from, email, password: PASSWORD, cookie })).status).toBe(200);
  });

  test('are of the address that a trusted proxy names last, not of what a client writes before it', async () => {
    const from = newAddress();
    await fill(`address:${digestOf(from)}`, 150);
    expect((await tryIt({ from: `198.51.100.7, ${from}` })).status).toBe(429);
  });
});

const levelOf = async (name: string): Promise<number | undefined> =>
  (await system.database.as('admin', 'select level from auth.tries where name = $1', [name])).rows[0]?.level;

const fill = (name: string, level: number) =>
  system.database.as(
    'admin',
    `insert into auth.tries (name, level, at) values ($1, $2, holdfast.now() + interval '1 minute')`,
    [name, level],
  );

const digestOf = (place: string): string =>
  createHash('sha256')
    .update(JSON.stringify([place]))
    .digest('hex')
    .slice(0, 32);

describe('what is shown with a request', () => {
  const ask = (from: string, shown: { token?: string; cookie?: string }): Promise<Said> =>
    say(system, 'GET /api/v1/me', { ...shown, headers: { 'x-forwarded-for': from } });

  test('a sign-in that has ended may be shown without end', async () => {
    const email = await newAccount(system);
    const cookies = await signInBrowser(system, { email });
    const cookie = cookieHeader(cookies);
    await say(system, 'POST /api/v1/sign-out', { cookie });
    const from = newAddress();
    for (let time = 0; time < 200; time += 1) expect((await ask(from, { cookie })).status).toBe(401);
    const { rows } = await system.database.as('admin', `select level from auth.tries where name = $1`, [
      `keys:${digestOf(from)}`,
    ]);
    expect(rows).toEqual([]);
    expect((await tryIt({ from, email, password: PASSWORD })).status).toBe(200);
  });

  test('keys that never were are counted, told when to come again, and keep nobody from signing in', async () => {
    const email = await newAccount(system);
    const from = newAddress();
    const token = tokenIn(await tryIt({ from, email, password: PASSWORD, token: true }));
    const answers: Said[] = [];
    for (let time = 0; time < 170; time += 1)
      answers.push(await ask(from, { token: writeKey(randomText(16), newSecret()) }));
    expect(answers.slice(0, 150).map(({ status }) => status)).toEqual(Array.from({ length: 150 }, () => 401));
    const last = answers.at(-1);
    expect([last?.status, last && codeOf(last)]).toEqual([429, 'too_many_tries']);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(from, { token })).status).toBe(200);
    expect((await tryIt({ from, email, password: PASSWORD })).status).toBe(200);
    expect((await ask(newAddress(), { token: writeKey(randomText(16), newSecret()) })).status).toBe(401);
  });

  test('the secret of another for a sign-in that there is, is counted', async () => {
    const email = await newAccount(system);
    const from = newAddress();
    const { hf_signin: value = '' } = await signInBrowser(system, { email });
    const [id = ''] = value.split('.');
    expect((await ask(from, { cookie: `hf_signin=${id}.${newSecret()}` })).status).toBe(401);
    const { rows } = await system.database.as('admin', `select name from auth.tries where name = $1`, [
      `keys:${digestOf(from)}`,
    ]);
    expect(rows).toHaveLength(1);
  });
});
