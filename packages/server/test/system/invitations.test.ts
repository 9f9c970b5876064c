import type { Invitation } from '@holdfast/protocol/identity/invitations';
import { expect, test } from 'vitest';
import { ask, fieldsOf, type Asked } from '../ground/ask.ts';
import { accept, askAs, linkOf, newEmail, PASSWORD, personOf, usePeople, type Person } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);

const HOUR_MS = 3_600_000;
const codeOf = ({ body }: Asked): unknown => (body as { code?: string }).code;
const invite = (admin: Person, email: string, role = 'viewer'): Promise<Asked> =>
  askAs(system, admin, 'POST /api/v1/invitations', { json: { email, role } });
const idOf = ({ body }: Asked): string => (body as { invitation: Invitation }).invitation.id;
const stateOf = async (admin: Person, id: string) => {
  const { items } = (await askAs(system, admin, 'GET /api/v1/invitations')).body as { items: Invitation[] };
  return items.find((one) => one.id === id)?.state;
};
const read = (token: string): Promise<Asked> =>
  ask(system, 'POST /api/v1/invitations/read', { role: 'nobody', json: { token } });

test('whoever holds the link sees what it is for, becomes a member with it once, and is signed in', async () => {
  const { admin, workspace } = await people.house();
  const email = newEmail();
  const invited = await invite(admin, email, 'analyst');
  expect(invited).toMatchObject({
    status: 201,
    body: { invitation: { email, role: 'analyst', state: 'open', invited_by: admin.member, mail: 'not_configured' } },
  });
  const token = linkOf(invited);
  expect((await read(token)).body).toMatchObject({
    workspace_name: 'A house',
    email,
    role: 'analyst',
    has_account: false,
  });
  expect(codeOf(await accept(system, token, { password: PASSWORD }))).toBe('invalid');
  expect(fieldsOf(await accept(system, token, { name: 'Bob', password: 'short' }))).toEqual([
    '/body/password too_short',
  ]);
  const bob = personOf(await accept(system, token, { name: 'Bob', password: PASSWORD }), { email, password: PASSWORD });
  expect(bob.workspace).toBe(workspace);
  expect(await stateOf(admin, idOf(invited))).toBe('accepted');
  expect(codeOf(await accept(system, token, { name: 'Bob', password: PASSWORD }))).toBe('token_unusable');
  expect(codeOf(await read(token))).toBe('token_unusable');
  expect(codeOf(await read('never-was'))).toBe('token_unusable');
});

test.each(['ada\u200B@example.com', 'a\u202Eda@example.com', 'ada@exam\u00ADple.com', '\u2066ada@example.com'])(
  'an e-mail that looks like another is none: %j',
  async (email) => {
    const { admin } = await people.house();
    expect(fieldsOf(await invite(admin, email))).toEqual(['/body/email custom']);
  },
);

test('of ten who accept at once, one does', async () => {
  const { admin } = await people.house();
  const token = linkOf(await invite(admin, newEmail()));
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, turn) => accept(system, token, { name: `Bob ${turn}`, password: PASSWORD })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 404]));
});

test('of ten invitations of one e-mail at once, in capitals or not, one is open', async () => {
  const { admin } = await people.house();
  const email = newEmail();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, turn) => invite(admin, turn % 2 === 0 ? email : email.toUpperCase())),
  );
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    201,
    ...Array<number>(9).fill(409),
  ]);
  expect(new Set(answers.filter(({ status }) => status === 409).map(codeOf))).toEqual(new Set(['already_invited']));
});

test('who is a member, also one who was shut out, is not invited again', async () => {
  const { admin } = await people.house();
  const bob = await people.join(admin);
  expect(codeOf(await invite(admin, bob.email.toUpperCase()))).toBe('already_member');
  await askAs(system, admin, `PATCH /api/v1/members/${bob.member}`, {
    json: { active: false },
    headers: { 'if-match': '"1"' },
  });
  expect(codeOf(await invite(admin, bob.email))).toBe('already_member');
});

test('an e-mail that is none and a role that is none are told by their fields', async () => {
  const { admin } = await people.house();
  expect(fieldsOf(await invite(admin, 'not-an-address'))).toMatchObject([expect.stringContaining('/body/email')]);
  expect(fieldsOf(await invite(admin, newEmail(), 'emperor'))).toMatchObject([expect.stringContaining('/body/role')]);
});

test('who has an account accepts with its password, and nobody else does', async () => {
  const [here, there] = [await people.house(), await people.house()];
  const bob = await people.join(here.admin);
  const token = linkOf(await invite(there.admin, bob.email.toUpperCase()));
  expect((await read(token)).body).toMatchObject({ has_account: true });
  expect(codeOf(await accept(system, token, { name: 'Eve', password: 'another password altogether' }))).toBe(
    'wrong_credentials',
  );
  expect((await read(token)).status).toBe(200);
  const again = personOf(await accept(system, token, { password: PASSWORD }), bob, there.workspace);
  expect(again.account).toBe(bob.account);
});

test('a link that was sent anew or taken back opens nothing', async () => {
  const { admin } = await people.house();
  const email = newEmail();
  const invited = await invite(admin, email);
  const path = `/api/v1/invitations/${idOf(invited)}`;
  const renewed = await askAs(system, admin, `POST ${path}/renew`);
  expect(codeOf(await read(linkOf(invited)))).toBe('token_unusable');
  expect((await read(linkOf(renewed))).status).toBe(200);
  expect(await askAs(system, admin, `DELETE ${path}`)).toMatchObject({ status: 204 });
  expect(codeOf(await read(linkOf(renewed)))).toBe('token_unusable');
  expect(await askAs(system, admin, `DELETE ${path}`)).toMatchObject({ status: 409 });
  expect(await askAs(system, admin, `POST ${path}/renew`)).toMatchObject({ status: 409 });
  expect(await stateOf(admin, idOf(invited))).toBe('revoked');
  expect(await invite(admin, email)).toMatchObject({ status: 201 });
});

test('invitations of another workspace are not there', async () => {
  const [here, there] = [await people.house(), await people.house()];
  const path = `/api/v1/invitations/${idOf(await invite(there.admin, newEmail()))}`;
  expect(await askAs(system, here.admin, `DELETE ${path}`)).toMatchObject({ status: 404 });
  expect(await askAs(system, here.admin, `POST ${path}/renew`)).toMatchObject({ status: 404 });
  expect((await askAs(system, here.admin, 'GET /api/v1/invitations?state=open')).body).toMatchObject({ items: [] });
});

test('after 72 hours it is too old, and keeps nobody from inviting again', async () => {
  const { admin } = await people.house();
  const email = newEmail();
  const invited = await invite(admin, email);
  await system.database.as('admin', `update identity.invitations set expires_at = holdfast.now() where id = $1`, [
    idOf(invited),
  ]);
  expect(codeOf(await read(linkOf(invited)))).toBe('token_unusable');
  expect(codeOf(await accept(system, linkOf(invited), { name: 'Bob', password: PASSWORD }))).toBe('token_unusable');
  expect(await stateOf(admin, idOf(invited))).toBe('expired');
  const next = await invite(admin, email);
  expect(next.status).toBe(201);
  expect(await stateOf(admin, idOf(invited))).toBe('expired');
  const { created_at, expires_at } = (next.body as { invitation: Invitation }).invitation;
  expect(Date.parse(expires_at) - Date.parse(created_at)).toBeGreaterThan(71.9 * HOUR_MS);
});

test('two who accept invitations of one new e-mail into two workspaces at once have one account', async () => {
  const [here, there] = [await people.house(), await people.house()];
  const email = newEmail();
  const tokens = [linkOf(await invite(here.admin, email)), linkOf(await invite(there.admin, email))];
  const answers = await Promise.all(tokens.map((token) => accept(system, token, { name: 'Bob', password: PASSWORD })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(new Set(answers.map((answer) => personOf(answer, { email, password: PASSWORD }).account)).size).toBe(1);
});
