import type { SignedIn } from '@holdfast/protocol/identity/account';
import { expect, test } from 'vitest';
import { fromBase32 } from '../../src/capabilities/identity/second-factor/base32.ts';
import { codeOf, stepAt } from '../../src/capabilities/identity/second-factor/totp.ts';
import { ask, type Asked } from '../ground/ask.ts';
import { askAs, PASSWORD, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);

const PATH = '/api/v1/me/second-factor';
const STEP_MS = 30_000;
let shifted = 0;

/** Time goes on until the next code of an authenticator is shown. */
const nextCode = async (secret: string): Promise<string> => {
  shifted += STEP_MS;
  await system.overrides.shiftClocks(shifted);
  return codeOf(fromBase32(secret), stepAt((Date.now() + shifted) / 1000));
};

const begin = async (person: Person): Promise<string> => {
  const begun = await askAs(system, person, `POST ${PATH}`);
  expect(begun.status).toBe(201);
  return (begun.body as { secret: string }).secret;
};

const confirm = (person: Person, code: string): Promise<Asked> =>
  askAs(system, person, `POST ${PATH}/confirm`, { json: { code } });

/** Somebody of a house of their own whose second factor is on. */
const guarded = async () => {
  const { admin } = await people.house();
  const secret = await begin(admin);
  const code = await nextCode(secret);
  const confirmed = await confirm(admin, code);
  expect(confirmed.status).toBe(200);
  const { token = '', recovery_codes } = confirmed.body as SignedIn & { recovery_codes: string[] };
  const before = admin.token;
  admin.token = token;
  return { person: admin, secret, code, before, recoveryCodes: recovery_codes };
};

const codeOfProblem = ({ body }: Asked): unknown => (body as { code?: string }).code;
const stateOf = async (person: Person) => (await askAs(system, person, `GET ${PATH}`)).body;

test('it is off, begun, and on once a code was shown; then a sign-in needs a code, and codes count once', async () => {
  const { admin } = await people.house();
  expect(await stateOf(admin)).toEqual({ state: 'off', since: null, recovery_codes_left: 0 });
  expect(await confirm(admin, '123456')).toMatchObject({ status: 409 });
  const secret = await begin(admin);
  expect(await stateOf(admin)).toMatchObject({ state: 'begun', since: null });
  expect(await people.signIn(admin.email, PASSWORD)).toMatchObject({ status: 200 });

  expect(await confirm(admin, '12345')).toMatchObject({ status: 422 });
  expect(codeOfProblem(await confirm(admin, '000000'))).toBe('wrong_credentials');
  const code = await nextCode(secret);
  const confirmed = await confirm(admin, code);
  const { token = '', me, recovery_codes } = confirmed.body as SignedIn & { recovery_codes: string[] };
  expect(me).toMatchObject({ account: { second_factor: true }, sign_in: { second_factor: true }, lacks: null });
  expect(recovery_codes).toHaveLength(10);
  expect(await askAs(system, admin, 'GET /api/v1/me')).toMatchObject({ status: 401 });
  admin.token = token;
  expect(await stateOf(admin)).toMatchObject({ state: 'on', recovery_codes_left: 10 });
  expect(await askAs(system, admin, `POST ${PATH}`)).toMatchObject({ status: 409 });
  expect(await confirm(admin, await nextCode(secret))).toMatchObject({ status: 409 });

  expect(codeOfProblem(await people.signIn(admin.email, PASSWORD))).toBe('code_needed');
  expect(codeOfProblem(await people.signIn(admin.email, PASSWORD, { code }))).toBe('wrong_credentials');
  const next = await nextCode(secret);
  expect(await people.signIn(admin.email, PASSWORD, { code: next })).toMatchObject({ status: 200 });
  expect(codeOfProblem(await people.signIn(admin.email, PASSWORD, { code: next }))).toBe('wrong_credentials');
});

test('all other sign-ins end when a second factor is set up', async () => {
  const { admin } = await people.house();
  const other = (await people.signIn(admin.email, PASSWORD)).body as SignedIn;
  const elsewhere = { ...admin, token: other.token ?? '' };
  expect(await askAs(system, elsewhere, 'GET /api/v1/me')).toMatchObject({ status: 200 });
  const secret = await begin(admin);
  expect(await confirm(admin, await nextCode(secret))).toMatchObject({ status: 200 });
  expect(await askAs(system, elsewhere, 'GET /api/v1/me')).toMatchObject({ status: 401 });
});

test('of eight who show one code at once, one comes in', async () => {
  const { person, secret } = await guarded();
  const code = await nextCode(secret);
  // fewer than what holds the account back
  const answers = await Promise.all(Array.from({ length: 8 }, () => people.signIn(person.email, PASSWORD, { code })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(new Set(answers.filter(({ status }) => status !== 200).map(codeOfProblem))).toEqual(
    new Set(['wrong_credentials']),
  );
});

test('a recovery code works once, however it is written, and new ones end the old ones', async () => {
  const { person, recoveryCodes } = await guarded();
  const [first = '', second = ''] = recoveryCodes;
  const shown = first.toUpperCase().replaceAll('-', ' ');
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => people.signIn(person.email, PASSWORD, { recovery_code: shown })),
  );
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 401, 401, 401, 401]);
  expect(await stateOf(person)).toMatchObject({ recovery_codes_left: 9 });
  const renewed = await askAs(system, person, `POST ${PATH}/recovery-codes`);
  const [fresh = ''] = (renewed.body as { recovery_codes: string[] }).recovery_codes;
  expect(await people.signIn(person.email, PASSWORD, { recovery_code: second })).toMatchObject({ status: 401 });
  expect(await people.signIn(person.email, PASSWORD, { recovery_code: fresh })).toMatchObject({ status: 200 });
});

test('wrong codes hold the account back, also from the right one', async () => {
  const { person, secret } = await guarded();
  for (let tried = 0; tried < 10; tried += 1)
    expect(await people.signIn(person.email, PASSWORD, { code: '000000' })).toMatchObject({ status: 401 });
  const code = await nextCode(secret);
  expect(codeOfProblem(await people.signIn(person.email, PASSWORD, { code }))).toBe('wrong_credentials');
});

test('it can be removed, and other sign-ins go on without', async () => {
  const { person, secret } = await guarded();
  const other = (await people.signIn(person.email, PASSWORD, { code: await nextCode(secret) })).body as SignedIn;
  expect(await askAs(system, person, `DELETE ${PATH}`)).toMatchObject({ status: 204 });
  expect(await askAs(system, person, `DELETE ${PATH}`)).toMatchObject({ status: 409 });
  expect(await askAs(system, person, `POST ${PATH}/recovery-codes`)).toMatchObject({ status: 409 });
  const me = await askAs(system, { ...person, token: other.token ?? '' }, 'GET /api/v1/me');
  expect(me.body).toMatchObject({ sign_in: { second_factor: false }, account: { second_factor: false }, lacks: null });
  expect(await people.signIn(person.email, PASSWORD)).toMatchObject({ status: 200 });
});

const provedAgo = (person: Person, minutes: number) =>
  system.database.as(
    'admin',
    'update auth.sign_ins set proved_at = proved_at - make_interval(mins => $2) where account_id = $1',
    [person.account, minutes],
  );

test('whoever took a sign-in and knows the password does not get past it by another password', async () => {
  const { person } = await guarded();
  await provedAgo(person, 16);
  const json = { current_password: PASSWORD, new_password: 'a sentence of the thief' };
  expect(codeOfProblem(await askAs(system, person, 'POST /api/v1/me/password', { json }))).toBe('proof_needed');
  expect(codeOfProblem(await askAs(system, person, `DELETE ${PATH}`))).toBe('proof_needed');
  expect(codeOfProblem(await people.signIn(person.email, PASSWORD))).toBe('code_needed');
});

test('another password is no proof: that of the code goes on, and is over when it would have been', async () => {
  const { person } = await guarded();
  await provedAgo(person, 10);
  const json = { current_password: PASSWORD, new_password: 'another sentence of hers' };
  const changed = await askAs(system, person, 'POST /api/v1/me/password', { json });
  expect(changed).toMatchObject({ status: 200 });
  person.token = (changed.body as SignedIn).token ?? '';
  await provedAgo(person, 6);
  expect(codeOfProblem(await askAs(system, person, `DELETE ${PATH}`))).toBe('proof_needed');
});

test('whoever proved nothing lately can begin, remove and renew nothing', async () => {
  const { admin } = await people.house();
  shifted += 16 * 60_000;
  await system.overrides.shiftClocks(shifted);
  const paths = [`POST ${PATH}`, `DELETE ${PATH}`, `POST ${PATH}/recovery-codes`] as const;
  const codes = await Promise.all(paths.map(async (path) => codeOfProblem(await askAs(system, admin, path))));
  expect(codes).toEqual(['proof_needed', 'proof_needed', 'proof_needed']);
});

test('nobody who is not signed in has one', async () => {
  expect(await ask(system, `GET ${PATH}`, { role: 'nobody' })).toMatchObject({ status: 401 });
  expect(await ask(system, `GET ${PATH}`, { role: 'admin' })).toMatchObject({ status: 403 });
});
