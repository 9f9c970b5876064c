import type { AuditEntry, AuditVerdict } from '@holdfast/protocol/audit/audit';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf } from '../ground/ask.ts';
import { addWorkspace, join, send, setUp, type Who } from '../ground/first-account.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
let first: Who;
let admin: Who;
beforeAll(async () => {
  first = await setUp(system);
  admin = await join(system, first.workspace, 'admin', 'Ada Example');
});

const as = ({ token }: { token: string }, line: `${string} ${string}`, json?: unknown) =>
  send(system, line, { token, json, headers: { 'user-agent': 'the tests' } });
const list = async (who: Who, query = '', path = '/api/v1/audit') =>
  (await as(who, `GET ${path}?limit=200&${query}`)).body as { items: AuditEntry[]; next_cursor: string | null };
const actions = async (who: Who, query = '') => (await list(who, query)).items.map(({ action }) => action);
const makeKey = async (who: Who, name = 'a key') =>
  (await as(who, 'POST /api/v1/keys', { name, scopes: ['audit:read'] })).body as { id: string; key: string };

describe('the trail', () => {
  test('tells who did what, from where, by the names of today, and of what is gone by none', async () => {
    const { id } = await makeKey(admin, 'for Langfuse');
    const [entry] = (await list(admin, `object_id=${id}`)).items;
    expect(entry).toMatchObject({
      action: 'key.created',
      actor: { kind: 'member', id: admin.member, name: 'Ada Example' },
      object: { kind: 'key', id, name: 'for Langfuse' },
      facts: { scopes: ['audit:read'] },
      personal: { address: expect.stringMatching(/127\.0\.0\.1|::1/), agent: 'the tests' },
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect((await as(admin, 'PATCH /api/v1/me', { name: 'Ada Married' })).status).toBe(200);
    expect((await list(admin, `object_id=${id}`)).items[0]?.actor.name).toBe('Ada Married');
    const gone = await join(system, first.workspace, 'admin');
    const theirs = await makeKey(gone);
    await system.database.as('admin', 'delete from identity.members where id = $1', [gone.member]);
    expect((await list(admin, `object_id=${theirs.id}`)).items[0]?.actor).toEqual({
      kind: 'member',
      id: gone.member,
      name: null,
    });
  });

  test('is narrowed by action, by its beginning, by actor and by time', async () => {
    const other = await join(system, first.workspace, 'admin');
    const { id } = await makeKey(other);
    await as(other, `DELETE /api/v1/keys/${id}`);
    expect(await actions(admin, `actor_id=${other.member}`)).toEqual(['key.revoked', 'key.created']);
    expect(await actions(admin, `actor_id=${other.member}&action=key.c`)).toEqual(['key.created']);
    expect(new Set(await actions(admin, 'action=instance'))).toEqual(new Set(['instance.set_up']));
    const [later] = (await list(admin, `actor_id=${other.member}`)).items;
    expect(await actions(admin, `actor_id=${other.member}&until=${later?.at}`)).toEqual(['key.created']);
    expect(await actions(admin, `actor_id=${other.member}&since=${later?.at}`)).toEqual(['key.revoked']);
    expect(await actions(admin, 'since=2999-01-01T00:00:00Z')).toEqual([]);
  });

  test('goes on where a page ended, each entry once', async () => {
    const other = await join(system, first.workspace, 'admin');
    for (let count = 0; count < 5; count += 1) await makeKey(other);
    const all = (await list(admin, `actor_id=${other.member}`)).items.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = (await as(admin, `GET /api/v1/audit?limit=2&actor_id=${other.member}${cursor}`)).body as Awaited<
        ReturnType<typeof list>
      >;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor === null ? null : `&cursor=${page.next_cursor}`;
    }
    expect(seen).toEqual(all);
    expect(all).toHaveLength(5);
    expect(fieldsOf(await as(admin, 'GET /api/v1/audit?cursor=nonsense'))).toEqual(['/query/cursor cursor']);
  });

  test('is for those who may read it, of their own workspace', async () => {
    expect((await as(await join(system, first.workspace, 'analyst'), 'GET /api/v1/audit')).status).toBe(403);
    const stranger = await join(system, await addWorkspace(system, 'Elsewhere'), 'admin');
    expect(await actions(stranger)).toEqual(['audit.read']);
    const { id } = await makeKey(admin);
    expect(await actions(stranger, `object_id=${id}`)).toEqual([]);
    const { key } = await makeKey(admin);
    expect((await as({ token: key }, `GET /api/v1/audit?object_id=${id}`)).body).toMatchObject({
      items: [{ object: { id } }],
    });
  });

  test('says that it was read, once an hour for each who reads', async () => {
    const [one, other] = [await join(system, first.workspace, 'admin'), await join(system, first.workspace, 'admin')];
    for (let count = 0; count < 3; count += 1) await list(one);
    await list(other);
    for (const { member } of [one, other]) expect(await actions(admin, `actor_id=${member}`)).toEqual(['audit.read']);
  });
});

describe('the check', () => {
  const verify = async (who: Who, query = '') =>
    (await as(who, `GET /api/v1/audit/verify?${query}`)).body as AuditVerdict;

  test('holds, and a head that it gave is part of the chain later on', async () => {
    const { holds, head, entries } = await verify(admin);
    expect([holds, head?.number]).toEqual([true, entries]);
    await makeKey(admin);
    expect(await verify(admin, `number=${head?.number}&hash=${head?.hash}`)).toMatchObject({ holds: true });
    expect(await verify(admin, `number=${head?.number}&hash=${'0'.repeat(64)}`)).toMatchObject({ holds: false });
    expect((await verify(admin, `number=999999&hash=${'0'.repeat(64)}`)).broken?.why).toMatch(/cut off/);
    expect(fieldsOf(await as(admin, 'GET /api/v1/audit/verify?number=1'))).toEqual(['/query/hash required']);
  });

  test('names the first entry that was altered, and is written down each time that it does not hold', async () => {
    const checker = await join(system, await addWorkspace(system, 'Altered'), 'admin');
    const { id } = await makeKey(checker);
    await verify(checker);
    await verify(checker);
    expect(await actions(checker, 'action=audit.verified')).toHaveLength(1);
    await system.database.as('admin', `update holdfast.audit_entries set action = 'key.revoked' where object_id = $1`, [
      id,
    ]);
    const { broken } = await verify(checker);
    expect(broken).toMatchObject({ number: 1, why: expect.stringMatching(/^A field of it was altered/) });
    await verify(checker);
    expect(await actions(checker, 'action=audit.verified')).toHaveLength(3);
  });
});

describe('the instance\u2019s own trail', () => {
  test('is read and checked by operators, who appear in it as the accounts that they are', async () => {
    const { items } = await list(first, '', '/api/v1/instance/audit');
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['audit.read', 'instance.set_up', 'sign_in.succeeded']),
    );
    expect(items.at(-1)?.actor).toEqual({ kind: 'account', id: first.account, name: 'The First' });
    expect(items[0]?.actor).toEqual({ kind: 'account', id: first.account, name: 'The First' });
    expect((await as(first, 'GET /api/v1/instance/audit/verify')).body).toMatchObject({ holds: true, broken: null });
    expect((await as(admin, 'GET /api/v1/instance/audit')).status).toBe(403);
    expect((await as(admin, `GET /api/v1/instance/audit/verify?number=1&hash=${randomUUID()}`)).status).toBe(403);
  });
});
