import type { Member } from '@holdfast/protocol/identity/members';
import { expect, test } from 'vitest';
import type { Asked } from '../ground/ask.ts';
import { askAs, newEmail, PASSWORD, usePeople, type Person } from '../ground/people.ts';
import { openWebSocket } from '../ground/raw-web-socket.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);

const get = async (admin: Person, { member }: Person): Promise<Member> =>
  (await askAs(system, admin, `GET /api/v1/members/${member}`)).body as Member;

const change = async (admin: Person, person: Person, json: object, version?: number): Promise<Asked> =>
  askAs(system, admin, `PATCH /api/v1/members/${person.member}`, {
    json,
    headers: { 'if-match': `"${version ?? (await get(admin, person)).version}"` },
  });

const codeOf = ({ body }: Asked): unknown => (body as { code?: string }).code;

test('admins list members a page at a time, the latest first, and find those with a role', async () => {
  const { admin } = await people.house();
  const joined = [await people.join(admin), await people.join(admin, 'analyst'), await people.join(admin)];
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await askAs(system, admin, `GET /api/v1/members?limit=2${cursor}`);
    const { items, next_cursor } = page.body as { items: Member[]; next_cursor: string | null };
    seen.push(...items.map(({ id }) => id));
    cursor = next_cursor === null ? '' : `&cursor=${next_cursor}`;
  } while (cursor !== '');
  expect(seen.slice(0, 4)).toEqual([...joined.map(({ member }) => member).toReversed(), admin.member]);
  // and the operator who made the house
  expect(seen).toHaveLength(5);
  const analysts = await askAs(system, admin, 'GET /api/v1/members?role=analyst');
  expect(analysts.body).toMatchObject({ items: [{ id: joined[1]?.member, role: 'analyst', active: true }] });
  expect(await askAs(system, joined[0] ?? admin, 'GET /api/v1/members')).toMatchObject({ status: 403 });
});

test('a member of another workspace is not there, in the same words as one that never was', async () => {
  const [here, there] = [await people.house(), await people.house()];
  const foreign = await askAs(system, here.admin, `GET /api/v1/members/${there.admin.member}`);
  const unknown = await askAs(system, here.admin, 'GET /api/v1/members/00000000-0000-7000-8000-000000000000');
  const told = ({ text }: Asked) => text.replaceAll(/[0-9a-f]{32}|[0-9a-f-]{36}/g, '');
  expect(foreign.status).toBe(404);
  expect(told(foreign)).toBe(told(unknown));
  for (const line of [
    'DELETE /api/v1/members/ID',
    'POST /api/v1/members/ID/password-reset',
    'DELETE /api/v1/members/ID/second-factor',
  ])
    expect(
      await askAs(system, here.admin, line.replace('ID', there.admin.member) as `${string} ${string}`),
    ).toMatchObject({
      status: 404,
    });
  expect(await change(here.admin, there.admin, { role: 'viewer' }, 1)).toMatchObject({ status: 404 });
});

test('another role counts with the next request, and a version that is not the latest changes nothing', async () => {
  const { admin } = await people.house();
  const bob = await people.join(admin);
  expect(await askAs(system, bob, 'GET /api/v1/members')).toMatchObject({ status: 403 });
  expect(await change(admin, bob, { role: 'admin' })).toMatchObject({
    status: 200,
    body: { role: 'admin', version: 2 },
  });
  expect(await askAs(system, bob, 'GET /api/v1/members')).toMatchObject({ status: 200 });
  expect(codeOf(await change(admin, bob, { role: 'viewer' }, 1))).toBe('stale');
  expect(codeOf(await change(admin, bob, { role: 'chief' }))).toBe('invalid');
});

test('whoever is shut out cannot sign in, and what they had open and their keys end at once', async () => {
  const { admin } = await people.house();
  const bob = await people.join(admin, 'analyst');
  const socket = await openWebSocket(system.url, {
    token: bob.token,
    headers: { 'Sec-WebSocket-Protocol': 'holdfast.v1', 'Holdfast-Workspace': bob.workspace },
  });
  expect(await change(admin, bob, { active: false })).toMatchObject({ status: 200, body: { active: false } });
  await socket.closedWith(1000);
  expect(await askAs(system, bob, 'GET /api/v1/me')).toMatchObject({ status: 401 });
  const known = await people.signIn(bob.email, PASSWORD);
  const unknown = await people.signIn(newEmail(), PASSWORD);
  expect([known.status, codeOf(known)]).toEqual([unknown.status, codeOf(unknown)]);
  expect(await change(admin, bob, { active: true })).toMatchObject({ status: 200 });
  expect(await people.signIn(bob.email, PASSWORD)).toMatchObject({ status: 200 });
});

test('the keys of whoever is removed are revoked with them, and their account can be invited again', async () => {
  const { admin, workspace } = await people.house();
  const bob = await people.join(admin, 'admin');
  await system.database.as(
    'admin',
    `insert into identity.keys (workspace_id, id, public_id, secret_hash, last_four, name, scopes, created_by)
     values ($1, gen_random_uuid(), $3, '\\x00', 'abcd', 'a key', '{knowledge:read}', $2)`,
    [workspace, bob.member, `k${bob.member.slice(-15)}`],
  );
  expect(await askAs(system, admin, `DELETE /api/v1/members/${bob.member}`)).toMatchObject({ status: 204 });
  const keys = await system.database.as('admin', 'select revoked_at from identity.keys where created_by = $1', [
    bob.member,
  ]);
  expect(keys.rows).toMatchObject([{ revoked_at: expect.any(Date) as Date }]);
  expect(await askAs(system, admin, `GET /api/v1/members/${bob.member}`)).toMatchObject({ status: 404 });
  expect(await askAs(system, bob, 'GET /api/v1/me')).toMatchObject({ status: 401 });
  expect(await people.signIn(bob.email, PASSWORD)).toMatchObject({ status: 401 });
  const back = await people.join(admin, 'viewer', bob);
  expect(back.account).toBe(bob.account);
  expect(back.member).not.toBe(bob.member);
});

test('two admins who end each other at once leave one, ten times', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { admin } = await people.house();
    const founder = await people.first();
    await askAs(system, admin, `DELETE /api/v1/members/${await memberOf(admin, founder.email)}`);
    const bob = await people.join(admin, 'admin');
    const [one, other] = await Promise.all([
      change(admin, bob, { role: 'viewer' }, 1),
      round % 2 === 0
        ? change(bob, admin, { active: false }, 1)
        : askAs(system, bob, `DELETE /api/v1/members/${admin.member}`),
    ]);
    const statuses = [one.status, other.status === 204 ? 200 : other.status];
    // whoever comes second is no admin any more, or is the last one
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status !== 200 && status !== 403 && status !== 401 && status !== 409)).toEqual(
      [],
    );
  }
}, 60_000);

test('the last admin stays', async () => {
  const { admin } = await people.house();
  const founder = await people.first();
  await askAs(system, admin, `DELETE /api/v1/members/${await memberOf(admin, founder.email)}`);
  expect(codeOf(await change(admin, admin, { role: 'analyst' }))).toBe('last_admin');
  expect(codeOf(await change(admin, admin, { active: false }))).toBe('last_admin');
  expect(codeOf(await askAs(system, admin, `DELETE /api/v1/members/${admin.member}`))).toBe('last_admin');
  expect(await get(admin, admin)).toMatchObject({ role: 'admin', active: true, version: 1 });
});

test('an admin decides about an account only where nobody else has a say in it', async () => {
  const [here, there] = [await people.house(), await people.house()];
  const bob = await people.join(here.admin);
  const paths = [`POST /api/v1/members/ID/password-reset`, `DELETE /api/v1/members/ID/second-factor`];
  const statusesFor = (member: string) =>
    Promise.all(
      paths.map(
        async (path) => (await askAs(system, here.admin, path.replace('ID', member) as `${string} ${string}`)).status,
      ),
    );
  expect(await statusesFor(bob.member)).toEqual([201, 204]);
  const link = await askAs(system, here.admin, `POST /api/v1/members/${bob.member}/password-reset`);
  await people.join(there.admin, 'viewer', bob);
  expect(await statusesFor(bob.member)).toEqual([409, 409]);
  // a link from before must not open what others have a say in by now
  const token = (link.body as { link: string }).link.split('#')[1];
  const used = await system.fetch('/api/v1/password-resets/use', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password: `${PASSWORD} 2` }),
  });
  expect(used.status).toBe(404);
  const operator = await memberOf(here.admin, (await people.first()).email);
  expect(await statusesFor(operator)).toEqual([409, 409]);
});

test('all of it is in the audit trail, with who did it and to whom', async () => {
  const { admin, workspace } = await people.house();
  const bob = await people.join(admin);
  await change(admin, bob, { role: 'analyst', active: false });
  await change(admin, bob, { active: true });
  await askAs(system, admin, `DELETE /api/v1/members/${bob.member}`);
  const { rows } = await system.database.as(
    'admin',
    `select action, actor_id, facts from holdfast.audit_entries
      where workspace_id = $1 and object_id = $2 order by at, action desc`,
    [workspace, bob.member],
  );
  expect(rows).toMatchObject([
    { action: 'member.joined', actor_id: bob.member, facts: { role: 'viewer' } },
    { action: 'member.role_changed', actor_id: admin.member, facts: { from: 'viewer', to: 'analyst' } },
    { action: 'member.deactivated', actor_id: admin.member },
    { action: 'member.reactivated', actor_id: admin.member },
    { action: 'member.removed', actor_id: admin.member },
  ]);
});

const memberOf = async (admin: Person, email: string): Promise<string> => {
  const { items } = (await askAs(system, admin, 'GET /api/v1/members')).body as { items: Member[] };
  return items.find((one) => one.email === email)?.id ?? '';
};

test('what an admin invited and nobody accepted ends with their right to invite', async () => {
  const { admin } = await people.house();
  const invitedBy = async (inviter: Person): Promise<string> => {
    const json = { email: newEmail(), role: 'admin' };
    const { body } = await askAs(system, inviter, 'POST /api/v1/invitations', { json });
    return (body as { invitation: { id: string } }).invitation.id;
  };
  const stateOf = async (id: string): Promise<unknown> => {
    const { body } = await askAs(system, admin, 'GET /api/v1/invitations');
    return (body as { items: { id: string; state: string }[] }).items.find((one) => one.id === id)?.state;
  };
  const [demoted, removed] = [await people.join(admin, 'admin'), await people.join(admin, 'admin')];
  const [own, ofDemoted, ofRemoved] = [await invitedBy(admin), await invitedBy(demoted), await invitedBy(removed)];
  expect((await change(admin, demoted, { role: 'analyst' })).status).toBe(200);
  expect((await askAs(system, admin, `DELETE /api/v1/members/${removed.member}`)).status).toBe(204);
  expect(await Promise.all([own, ofDemoted, ofRemoved].map(stateOf))).toEqual(['open', 'revoked', 'revoked']);
});
