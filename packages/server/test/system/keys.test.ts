import type { Key } from '@holdfast/protocol/identity/keys';
import { PERMISSIONS_OF } from '@holdfast/protocol/permissions';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, type Asked } from '../ground/ask.ts';
import { addWorkspace, join, send, setUp, type Who } from '../ground/first-account.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
type Made = Key & { readonly key: string };
let first: Who;
let admin: Who;

beforeAll(async () => {
  first = await setUp(system);
  admin = await join(system, first.workspace, 'admin');
});

const create = (who: Who, more: Record<string, unknown> = {}): Promise<Asked> =>
  send(system, 'POST /api/v1/keys', { token: who.token, json: { name: 'a key', scopes: ['knowledge:read'], ...more } });
const made = async (who: Who, more: Record<string, unknown> = {}): Promise<Made> =>
  (await create(who, more)).body as Made;
const as = (token: string, line: `${string} ${string}`, json?: unknown) => send(system, line, { token, json });
const actsOn = async (id: string): Promise<string[]> =>
  (
    await system.database.as('admin', 'select action from holdfast.audit_entries where object_id = $1 order by at', [
      id,
    ])
  ).rows.map(({ action }: { action: string }) => action);

describe('a key', () => {
  test('is shown once, and is what its maker and its scopes say', async () => {
    const { key, ...rest } = await made(admin, { scopes: ['knowledge:read', 'work:read'] });
    expect(rest).toMatchObject({ state: 'active', created_by: admin.member, used_at: null, replaces: null });
    expect(key).toBe(`hf_${rest.public_id}_${key.slice(20)}`);
    expect(key.endsWith(rest.last_four)).toBe(true);
    const seen = await as(admin.token, `GET /api/v1/keys/${rest.id}`);
    expect([seen.status, seen.body]).toEqual([200, rest]);
    expect(seen.text).not.toContain(key.slice(20, 60));
    expect((await as(key, 'GET /api/v1/key')).body).toEqual({
      id: rest.id,
      name: 'a key',
      workspace_id: first.workspace,
      permissions: ['knowledge:read', 'work:read'],
      expires_at: null,
    });
    expect((await as(key, 'GET /api/v1/queues')).status).toBe(200);
    expect((await as(key, 'GET /api/v1/keys')).status).toBe(403);
    expect((await as(key, 'GET /api/v1/me')).status).toBe(403);
    expect(await actsOn(rest.id)).toEqual(['key.created']);
  });

  test('comes by Basic too, as public id and whole key, and not with another\u2019s public id', async () => {
    const [one, other] = [await made(admin), await made(admin)];
    const basic = (user: string, password: string) =>
      send(system, 'GET /api/v1/key', {
        headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
      });
    expect((await basic(one.public_id, one.key)).body).toMatchObject({ id: one.id });
    expect((await basic(`hf_${one.public_id}`, one.key)).body).toMatchObject({ id: one.id });
    expect((await basic(other.public_id, one.key)).status).toBe(401);
    expect((await basic('', one.key)).status).toBe(401);
    expect((await basic(one.public_id, one.key.slice(0, -1))).status).toBe(401);
  });

  test('does no more than its maker may now, and is idle when that is nothing', async () => {
    const maker = await join(system, first.workspace, 'admin');
    const { id, key } = await made(maker, { scopes: ['work:read', 'keys:manage'] });
    expect((await as(key, 'GET /api/v1/queues')).status).toBe(200);
    const setRole = (role: string) =>
      system.database.as('admin', 'update identity.members set role = $2 where id = $1', [maker.member, role]);
    await setRole('viewer');
    await expect.poll(async () => (await as(key, 'GET /api/v1/queues')).status).toBe(403);
    expect((await as(admin.token, `GET /api/v1/keys/${id}`)).body).toMatchObject({ state: 'idle' });
    await setRole('admin');
    await expect.poll(async () => (await as(key, 'GET /api/v1/queues')).status).toBe(200);
    await system.database.as('admin', 'update auth.accounts set deactivated_at = now() where id = $1', [maker.account]);
    await expect.poll(async () => (await as(key, 'GET /api/v1/key')).status).toBe(401);
    expect((await as(admin.token, `GET /api/v1/keys?state=idle`)).body).toMatchObject({ items: [{ id }] });
  });
});

describe('making one', () => {
  test('refuses scopes that its maker does not have, each by its place', async () => {
    expect(fieldsOf(await create(admin, { scopes: ['work:read', 'instance:manage'] }))).toEqual([
      '/body/scopes/1 beyond',
    ]);
    expect((await create(first, { scopes: ['instance:manage'] })).status).toBe(201);
    expect(fieldsOf(await create(admin, { scopes: [] }))).toEqual(['/body/scopes too_small']);
    expect((await create(await join(system, first.workspace, 'analyst'))).status).toBe(403);
  });

  test('refuses an end that is over', async () => {
    expect(fieldsOf(await create(admin, { expires_at: '2020-01-01T00:00:00Z' }))).toEqual(['/body/expires_at past']);
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    expect(await made(admin, { expires_at })).toMatchObject({ expires_at: expires_at.replace('Z', '000Z') });
  });

  test('needs a secret that was shown lately, unless a key does it', async () => {
    const late = await join(system, first.workspace, 'admin');
    await system.database.as(
      'admin',
      `update auth.sign_ins set proved_at = now() - interval '16 minutes' where account_id = $1`,
      [late.account],
    );
    expect((await create(late)).body).toMatchObject({ code: 'proof_needed' });
    const { key } = await made(admin, { scopes: ['keys:manage', 'work:read'] });
    const byKey = (json: object) => as(key, 'POST /api/v1/keys', { name: 'by a key', scopes: ['work:read'], ...json });
    expect((await byKey({})).body).toMatchObject({ created_by: admin.member });
    expect(fieldsOf(await byKey({ scopes: ['knowledge:read'] }))).toEqual(['/body/scopes/0 beyond']);
  });

  test('by a key makes none that outlives it', async () => {
    const end = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const { key } = await made(admin, { scopes: ['keys:manage'], expires_at: end(2) });
    const byKey = (json: object) => as(key, 'POST /api/v1/keys', { name: 'n', scopes: ['keys:manage'], ...json });
    expect(fieldsOf(await byKey({}))).toEqual(['/body/expires_at beyond']);
    expect(fieldsOf(await byKey({ expires_at: end(3) }))).toEqual(['/body/expires_at beyond']);
    expect((await byKey({ expires_at: end(1) })).status).toBe(201);
  });

  test('a hundred at once makes a hundred that differ', { timeout: 60_000 }, async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => made(admin)));
    for (const part of ['id', 'public_id', 'key'] as const) expect(new Set(all.map((one) => one[part])).size).toBe(100);
  });
});

describe('rotating', () => {
  const rotate = (who: { token: string }, id: string, json: object = {}) =>
    as(who.token, `POST /api/v1/keys/${id}/rotate`, json);

  test('lets the old key work for a while, and no longer than it would have', async () => {
    const old = await made(admin, { scopes: ['work:read'] });
    const next = (await rotate(admin, old.id, { overlap_seconds: 3600 })).body as Made;
    expect(next).toMatchObject({ name: old.name, scopes: old.scopes, replaces: old.id, expires_at: null });
    expect([(await as(old.key, 'GET /api/v1/key')).status, (await as(next.key, 'GET /api/v1/key')).status]).toEqual([
      200, 200,
    ]);
    const before = (await as(admin.token, `GET /api/v1/keys/${old.id}`)).body as Key;
    expect(Date.parse(before.expires_at ?? '')).toBeLessThan(Date.now() + 3_700_000);
    expect((await rotate(admin, old.id)).body).toMatchObject({
      code: 'conflict',
      detail: expect.stringMatching(/^The key was rotated already/),
    });
    const soon = await made(admin, { expires_at: new Date(Date.now() + 60_000).toISOString() });
    const after = (await rotate(admin, soon.id, { overlap_seconds: 86_400 })).body as Made;
    expect((await as(admin.token, `GET /api/v1/keys/${soon.id}`)).body).toMatchObject({ expires_at: soon.expires_at });
    expect(Date.parse(after.expires_at ?? '')).toBeGreaterThanOrEqual(Date.parse(soon.expires_at ?? ''));
  });

  test('without an overlap ends the old one at once, and only an active one is rotated', async () => {
    const old = await made(admin);
    expect((await as(old.key, 'GET /api/v1/key')).status).toBe(200);
    expect((await rotate(admin, old.id, { overlap_seconds: 0 })).status).toBe(201);
    expect((await as(old.key, 'GET /api/v1/key')).status).toBe(401);
    expect((await rotate(admin, old.id)).body).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('expired'),
    });
    expect((await rotate(admin, randomUUID())).status).toBe(404);
    expect(await actsOn(old.id)).toEqual(['key.created', 'key.rotated']);
  });

  test('gives nobody what they may not do themselves', async () => {
    const { id } = await made(first, { scopes: ['instance:manage', 'work:read'] });
    expect((await rotate(admin, id)).body).toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('instance:manage'),
    });
    expect((await rotate(first, id)).status).toBe(201);
  });

  test('twice at once without an overlap happens once', async () => {
    const { id } = await made(admin);
    const both = await Promise.all([
      rotate(admin, id, { overlap_seconds: 0 }),
      rotate(admin, id, { overlap_seconds: 0 }),
    ]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 409]));
  });
});

describe('ending', () => {
  test('is at once, may be repeated, and is written down once', async () => {
    const { id, key } = await made(admin);
    expect((await as(key, 'GET /api/v1/key')).status).toBe(200);
    expect((await as(admin.token, `DELETE /api/v1/keys/${id}`)).status).toBe(204);
    expect((await as(key, 'GET /api/v1/key')).status).toBe(401);
    expect((await as(admin.token, `DELETE /api/v1/keys/${id}`)).status).toBe(204);
    expect((await as(admin.token, `GET /api/v1/keys/${id}`)).body).toMatchObject({ state: 'revoked' });
    expect(await actsOn(id)).toEqual(['key.created', 'key.revoked']);
  });

  test('while it is used: each request is answered or refused, and none after the end', async () => {
    const { id, key } = await made(admin, { scopes: ['work:read'] });
    let isOver = false;
    const user = async (): Promise<number[]> => {
      const statuses: number[] = [];
      while (!isOver) statuses.push((await as(key, 'GET /api/v1/queues')).status);
      return statuses;
    };
    const users = [user(), user(), user(), user()];
    await as(admin.token, `DELETE /api/v1/keys/${id}`);
    expect((await as(key, 'GET /api/v1/queues')).status).toBe(401);
    isOver = true;
    expect(new Set((await Promise.all(users)).flat()).difference(new Set([200, 401]))).toEqual(new Set());
  });
});

describe('others', () => {
  test('of the workspace with the right may look and end, and looking is written down', async () => {
    const other = await join(system, first.workspace, 'admin');
    const { id } = await made(admin);
    await as(admin.token, `GET /api/v1/keys/${id}`);
    expect(await actsOn(id)).toEqual(['key.created']);
    expect((await as(other.token, `GET /api/v1/keys/${id}`)).status).toBe(200);
    expect((await as(other.token, `DELETE /api/v1/keys/${id}`)).status).toBe(204);
    expect(await actsOn(id)).toEqual(['key.created', 'key.read', 'key.revoked']);
  });

  test('of another workspace are told what they are told of no key at all', async () => {
    const stranger = await join(system, await addWorkspace(system, 'Elsewhere'), 'admin');
    const { id } = await made(admin);
    const answers = async (of: string) => {
      const told = [
        await as(stranger.token, `GET /api/v1/keys/${of}`),
        await as(stranger.token, `DELETE /api/v1/keys/${of}`),
        await as(stranger.token, `POST /api/v1/keys/${of}/rotate`, {}),
      ];
      return told.map(({ status, body }) => [status, { ...(body as object), instance: '', trace_id: '' }]);
    };
    expect(await answers(id)).toEqual(await answers(randomUUID()));
    expect((await answers(id)).map(([status]) => status)).toEqual([404, 404, 404]);
    expect((await as(stranger.token, 'GET /api/v1/keys')).body).toEqual({ items: [], next_cursor: null });
  });

  test('who are signed in and no key are told where to ask', async () => {
    expect((await as(admin.token, 'GET /api/v1/key')).body).toMatchObject({ code: 'conflict' });
  });
});

test('the list goes on where a page ended, each key once', async () => {
  const maker = await join(system, await addWorkspace(system, 'Many keys'), 'admin');
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) ids.unshift((await made(maker)).id);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Asked = await as(maker.token, `GET /api/v1/keys?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
    const body = page.body as { items: Key[]; next_cursor: string | null };
    seen.push(...body.items.map(({ id }) => id));
    cursor = body.next_cursor;
  } while (cursor !== null);
  expect(seen).toEqual(ids);
});

test('a key that manages members makes itself no more than it is', async () => {
  const { key } = await made(admin, { scopes: ['members:manage'] });
  const target = await join(system, first.workspace, 'admin');
  const viewer = await join(system, first.workspace, 'viewer');
  const open = await as(admin.token, 'POST /api/v1/invitations', { email: 'soon@example.com', role: 'admin' });
  const { id } = (open.body as { invitation: { id: string } }).invitation;
  const version = { 'if-match': '"1"' };
  const answers = [
    await as(key, 'POST /api/v1/invitations', { email: 'mine@example.com', role: 'admin' }),
    await as(key, `POST /api/v1/invitations/${id}/renew`),
    await as(key, `POST /api/v1/members/${target.member}/password-reset`),
    await as(key, `DELETE /api/v1/members/${target.member}/second-factor`),
    await send(system, `PATCH /api/v1/members/${viewer.member}`, {
      token: key,
      json: { role: 'admin' },
      headers: version,
    }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  const whole = await made(admin, { scopes: ['members:manage', ...PERMISSIONS_OF.viewer] });
  expect((await as(whole.key, 'POST /api/v1/invitations', { email: 'v@example.com', role: 'viewer' })).status).toBe(
    201,
  );
  expect((await as(whole.key, `POST /api/v1/members/${viewer.member}/password-reset`)).status).toBe(201);
});
