import type { SignedIn } from '@holdfast/protocol/identity/account';
import type { Workspace } from '@holdfast/protocol/identity/workspaces';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { fromBase32 } from '../../src/capabilities/identity/second-factor/base32.ts';
import { codeOf as totpOf, stepAt } from '../../src/capabilities/identity/second-factor/totp.ts';
import type { Asked } from '../ground/ask.ts';
import { askAs, usePeople, type Person } from '../ground/people.ts';
import { openWebSocket } from '../ground/raw-web-socket.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);

const codeOf = ({ body }: Asked): unknown => (body as { code?: string }).code;
const change = (person: Person, workspace: string, json: object, version = 1): Promise<Asked> =>
  askAs(system, person, `PATCH /api/v1/workspaces/${workspace}`, { json, headers: { 'if-match': `"${version}"` } });

const guard = async (person: Person): Promise<void> => {
  const { secret } = (await askAs(system, person, 'POST /api/v1/me/second-factor')).body as { secret: string };
  const code = totpOf(fromBase32(secret), stepAt(Date.now() / 1000));
  const confirmed = await askAs(system, person, 'POST /api/v1/me/second-factor/confirm', { json: { code } });
  person.token = (confirmed.body as SignedIn).token ?? '';
};

test('operators make and list workspaces, and are their first admin; nobody else does', async () => {
  const { admin } = await people.house();
  const founder = await people.first();
  const made = await askAs(system, founder, 'POST /api/v1/workspaces', { json: { name: 'Another' } });
  expect(made).toMatchObject({ status: 201, body: { name: 'Another', second_factor_required: false, version: 1 } });
  const { id } = made.body as Workspace;
  expect(await askAs(system, { ...founder, workspace: id }, 'GET /api/v1/members')).toMatchObject({
    status: 200,
    body: { items: [{ email: founder.email, role: 'admin' }] },
  });
  const listed = await askAs(system, founder, 'GET /api/v1/workspaces?limit=1');
  expect(listed.body).toMatchObject({ items: [{ id, members: 1 }], next_cursor: expect.any(String) as string });
  expect(await askAs(system, admin, 'GET /api/v1/workspaces')).toMatchObject({ status: 403 });
  expect(await askAs(system, admin, 'POST /api/v1/workspaces', { json: { name: 'Mine' } })).toMatchObject({
    status: 403,
  });
});

test('of the workspace of the request anybody in it reads, and admins change it; another is not there', async () => {
  const [here, there] = [await people.house(), await people.house()];
  const bob = await people.join(here.admin);
  expect(await askAs(system, bob, `GET /api/v1/workspaces/${here.workspace}`)).toMatchObject({ status: 200 });
  const told = ({ status, text }: Asked) => [status, text.replaceAll(/[0-9a-f]{32}|[0-9a-f-]{36}/g, '')];
  const foreign = await askAs(system, bob, `GET /api/v1/workspaces/${there.workspace}`);
  expect(told(foreign)).toEqual(told(await askAs(system, bob, `GET /api/v1/workspaces/${randomUUID()}`)));
  expect(foreign.status).toBe(404);
  expect(await change(bob, here.workspace, { name: 'Bob\u2019s' })).toMatchObject({ status: 403 });
  expect(await change(here.admin, there.workspace, { name: 'Mine' })).toMatchObject({ status: 404 });
  expect(await change(here.admin, here.workspace, { name: 'Ours' })).toMatchObject({
    status: 200,
    body: { name: 'Ours', version: 2 },
  });
  expect(codeOf(await change(here.admin, here.workspace, { name: 'Theirs' }))).toBe('stale');
});

test('asking for a second factor keeps out those without at once, and never whoever asks', async () => {
  const { admin, workspace } = await people.house();
  const bob = await people.join(admin);
  expect(codeOf(await change(admin, workspace, { second_factor_required: true }))).toBe('conflict');
  await guard(admin);
  const socket = await openWebSocket(system.url, {
    token: bob.token,
    headers: { 'Holdfast-Workspace': workspace },
  });
  const ours = await openWebSocket(system.url, {
    token: admin.token,
    headers: { 'Holdfast-Workspace': workspace },
  });
  expect(await askAs(system, bob, `GET /api/v1/workspaces/${workspace}`)).toMatchObject({ status: 200 });
  expect(await change(admin, workspace, { second_factor_required: true })).toMatchObject({ status: 200 });
  await socket.closedWith(1000);
  expect(codeOf(await askAs(system, bob, `GET /api/v1/workspaces/${workspace}`))).toBe('second_factor_needed');
  expect((await askAs(system, bob, 'GET /api/v1/me')).body).toMatchObject({ lacks: 'second_factor', permissions: [] });
  expect(await askAs(system, admin, `GET /api/v1/workspaces/${workspace}`)).toMatchObject({ status: 200 });
  ours.say({ type: 'heartbeat' });
  await ours.message('heartbeat_ack');
  await guard(bob);
  expect(await askAs(system, bob, `GET /api/v1/workspaces/${workspace}`)).toMatchObject({ status: 200 });
  // who takes theirs away is out again, on this sign-in as well
  expect(await askAs(system, bob, 'DELETE /api/v1/me/second-factor')).toMatchObject({ status: 204 });
  expect(codeOf(await askAs(system, bob, `GET /api/v1/workspaces/${workspace}`))).toBe('second_factor_needed');
});
