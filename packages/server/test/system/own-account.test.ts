import type { Me } from '@holdfast/protocol/identity/account';
import { hash } from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf } from '../ground/ask.ts';
import {
  codeOf,
  cookieHeader,
  EMAIL,
  newAccount,
  PASSWORD,
  say,
  setUp,
  signIn,
  signInBrowser,
  tokenIn,
} from '../ground/identity.ts';
import { useMailbox } from '../ground/mailbox.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const OTHER = 'another sentence of hers';
const THIRD = 'and one more that is new';

beforeAll(async () => {
  await setUp(system);
});

const meOf = async (token: string): Promise<number> => (await say(system, 'GET /api/v1/me', { token })).status;
const account = async (email: string) =>
  (await system.database.as('admin', 'select * from auth.accounts where email = $1', [email])).rows[0];

const change = (token: string, current_password: string, new_password: string) =>
  say(system, 'POST /api/v1/me/password', { token, json: { current_password, new_password } });

describe('a new password', () => {
  test('ends every other sign-in and goes on under a new id; the old one is dead at once', async () => {
    const email = await newAccount(system);
    const [here, there] = [await signIn(system, { email }), await signIn(system, { email })];
    const answer = await change(here, PASSWORD, OTHER);
    expect(answer.status).toBe(200);
    expect(await Promise.all([here, there, tokenIn(answer)].map(meOf))).toEqual([401, 401, 200]);
    expect(codeOf(await say(system, 'POST /api/v1/sign-in', { json: { email, password: PASSWORD } }))).toBe(
      'wrong_credentials',
    );
    await expect(signIn(system, { email, password: OTHER })).resolves.toMatch(/^hfs_/);
    const { rows } = await system.database.as(
      'admin',
      `select facts from holdfast.audit_entries where action = 'account.password_changed'`,
    );
    expect(rows).toEqual([{ facts: { ended: 1 } }]);
  });

  test('in a browser makes that browser known anew, and the cookie from before a stranger\u2019s', async () => {
    const email = await newAccount(system);
    const before = await signInBrowser(system, { email });
    const answer = await say(system, 'POST /api/v1/me/password', {
      cookie: cookieHeader(before),
      json: { current_password: PASSWORD, new_password: OTHER },
    });
    expect(Object.keys(answer.cookies).toSorted()).toEqual(['hf_device', 'hf_signin']);
    expect(answer.cookies['hf_signin']).not.toBe(before['hf_signin']);
    for (let time = 0; time < 10; time += 1)
      await say(system, 'POST /api/v1/sign-in', { json: { email, password: PASSWORD } });
    const knock = (device: string | undefined) =>
      say(system, 'POST /api/v1/sign-in', {
        json: { email, password: OTHER },
        cookie: cookieHeader({ hf_device: device ?? '' }),
      });
    expect((await knock(before['hf_device'])).status).toBe(401);
    expect((await knock(answer.cookies['hf_device'])).status).toBe(200);
  });

  test.each([
    ['too short', '/body/new_password too_short'],
    ['Password1234', '/body/new_password common'],
    [EMAIL, '/body/new_password about_owner'],
    [PASSWORD, '/body/new_password unchanged'],
  ])('%j is refused by its field', async (weak, field) => {
    const answer = await change(await signIn(system), PASSWORD, weak);
    expect([answer.status, ...fieldsOf(answer)]).toEqual([422, field]);
  });

  test('needs the one before, and after ten wrong ones the right one is told the same', async () => {
    const email = await newAccount(system);
    const token = await signIn(system, { email });
    for (let time = 0; time < 10; time += 1)
      expect(codeOf(await change(token, 'no sentence of hers', OTHER))).toBe('wrong_credentials');
    expect(codeOf(await change(token, PASSWORD, OTHER))).toBe('wrong_credentials');
    expect((await account(email)).password_version).toBe(1);
    expect(await meOf(token)).toBe(200);
  });

  test('of two at once one is taken, and the other is told', async () => {
    const email = await newAccount(system);
    const [one, two] = [await signIn(system, { email }), await signIn(system, { email })];
    const answers = await Promise.all([change(one, PASSWORD, OTHER), change(two, PASSWORD, THIRD)]);
    const codes = answers.map((answer) => codeOf(answer) ?? 'taken').toSorted();
    expect(codes).toContain('taken');
    expect(['conflict', 'unauthenticated', 'wrong_credentials']).toContain(codes.find((code) => code !== 'taken'));
    expect((await account(email)).password_version).toBe(2);
  });

  test('leaves no sign-in that came in with the old one meanwhile', async () => {
    for (let round = 0; round < 5; round += 1) {
      const email = await newAccount(system);
      const token = await signIn(system, { email });
      const [changed, ...came] = await Promise.all([
        change(token, PASSWORD, OTHER),
        ...[1, 2, 3].map(() =>
          say(system, 'POST /api/v1/sign-in', { json: { email, password: PASSWORD, token: true } }),
        ),
      ]);
      expect(changed.status).toBe(200);
      for (const one of came) if (one.status === 200) expect(await meOf(tokenIn(one))).toBe(401);
    }
  });
});

test('an account that is shut out at the moment of a sign-in is nobody afterwards', async () => {
  for (let round = 0; round < 5; round += 1) {
    const email = await newAccount(system);
    const [came] = await Promise.all([
      say(system, 'POST /api/v1/sign-in', { json: { email, password: PASSWORD, token: true } }),
      system.database.as('admin', 'update auth.accounts set deactivated_at = now() where email = $1', [email]),
    ]);
    expect([200, 401]).toContain(came.status);
    // nobody was told, so a node finds out when it asks again
    if (came.status === 200) await expect.poll(() => meOf(tokenIn(came)), { timeout: 1500 }).toBe(401);
  }
});

test('a password under earlier parameters is kept under today\u2019s after the next sign-in', async () => {
  const email = await newAccount(system);
  const earlier = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  await system.database.as('admin', 'update auth.accounts set password_hash = $1 where email = $2', [earlier, email]);
  await signIn(system, { email });
  await expect
    .poll(async () => String((await account(email)).password_hash))
    .toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
  await expect(signIn(system, { email })).resolves.toMatch(/^hfs_/);
});

describe('a proof', () => {
  const prove = (token: string, json: unknown) => say(system, 'POST /api/v1/me/proof', { token, json });
  const email = (token: string, wanted: string) => say(system, 'PATCH /api/v1/me', { token, json: { email: wanted } });

  test('is asked for once the last one is a quarter of an hour old, and gives a new id', async () => {
    const token = await signIn(system, { email: await newAccount(system) });
    await system.database.as('admin', `update auth.sign_ins set proved_at = now() - interval '16 minutes'`);
    const answer = await prove(token, { password: PASSWORD });
    expect(await Promise.all([token, tokenIn(answer)].map(meOf))).toEqual([401, 200]);
    expect((await email(tokenIn(answer), 'proved@holdfast.example')).status).toBe(200);
    const unproved = await signIn(system, { email: await newAccount(system) });
    await system.database.as('admin', `update auth.sign_ins set proved_at = now() - interval '16 minutes'`);
    expect(codeOf(await email(unproved, 'new@holdfast.example'))).toBe('proof_needed');
  });

  test('of two at once with one sign-in, one goes on', async () => {
    const token = await signIn(system, { email: await newAccount(system) });
    const answers = await Promise.all([prove(token, { password: PASSWORD }), prove(token, { password: PASSWORD })]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 401]);
    const went = answers.find(({ status }) => status === 200);
    expect(went && (await meOf(tokenIn(went)))).toBe(200);
  });

  test('with a wrong password is none, and the sign-in stays', async () => {
    const token = await signIn(system, { email: await newAccount(system) });
    expect(codeOf(await prove(token, { password: 'no sentence of hers' }))).toBe('wrong_credentials');
    expect(await meOf(token)).toBe(200);
  });

  test('that is refused for long is refused for ever longer', async () => {
    const own = await newAccount(system);
    const token = await signIn(system, { email: own });
    for (let time = 0; time < 14; time += 1) await prove(token, { password: 'no sentence of hers' });
    const whose = JSON.stringify([(await account(own)).id, 'signed-in']);
    const name = `account:${createHash('sha256').update(whose).digest('hex').slice(0, 32)}`;
    const { rows } = await system.database.as('admin', 'select refused from auth.tries where name = $1', [name]);
    expect(rows).toEqual([{ refused: 4 }]);
  });

  test('by a code where there is no second factor is told', async () => {
    expect(codeOf(await prove(await signIn(system), { code: '123456' }))).toBe('conflict');
  });

  test.each([[{}], [{ password: PASSWORD, code: '123456' }], [{ code: 'abcdef' }]])('of %j is 422', async (json) => {
    expect((await prove(await signIn(system), json)).status).toBe(422);
  });
});

describe('name and e-mail', () => {
  const mailbox = useMailbox();
  const withMail = useSystem(() => ({ HOLDFAST_SMTP_URL: mailbox.url, HOLDFAST_MAIL_FROM: 'holdfast@example.com' }));

  test('are changed, and the old address is told that it was, not to which', async () => {
    const token = await setUp(withMail);
    const answer = await say(withMail, 'PATCH /api/v1/me', {
      token,
      json: { name: 'Ada, Countess', email: 'countess@holdfast.example' },
    });
    expect((answer.body as Me).account).toMatchObject({ name: 'Ada, Countess', email: 'countess@holdfast.example' });
    const { text } = await mailbox.letterTo(EMAIL);
    expect(text).toContain('has another e-mail now');
    expect(text).not.toContain('countess');
  });

  test('that another has are refused, and not asked for without end', async () => {
    const token = await signIn(system, { email: await newAccount(system) });
    await system.database.as(
      'admin',
      `insert into auth.accounts (id, email, email_key, name) values (gen_random_uuid(), 'Taken@x.example', 'taken@x.example', 'Taken')`,
    );
    const wish = () => say(system, 'PATCH /api/v1/me', { token, json: { email: 'TAKEN@x.example' } });
    const answers = [];
    for (let time = 0; time < 6; time += 1) answers.push(codeOf(await wish()));
    expect(answers).toEqual([...Array.from({ length: 5 }, () => 'email_taken'), 'rate_limited']);
    expect(await say(system, 'PATCH /api/v1/me', { token, json: { name: 'Ada' } })).toMatchObject({ status: 200 });
  });
});
