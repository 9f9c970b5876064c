import type { TraceView } from '@holdfast/protocol/views/trace-views';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { ask, type Asked } from '../ground/ask.ts';
import { join, send, setUp, type Who } from '../ground/first-account.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const PATH = '/api/v1/traces/views';

const somebody = (role: 'viewer' | 'analyst' | 'admin', workspace: string) => {
  const member = randomUUID();
  const say = (line: `${string} ${string}`, json?: unknown, version?: number): Promise<Asked> =>
    ask(system, line, {
      role,
      workspace,
      member,
      json,
      ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
    });
  return {
    member,
    say,
    save: async (more: object = {}): Promise<TraceView> =>
      (await say(`POST ${PATH}`, { name: 'slow ones', filters: { status: 'error' }, ...more })).body as TraceView,
    names: async (): Promise<string[]> =>
      ((await say(`GET ${PATH}`)).body as { items: TraceView[] }).items.map(({ name }) => name),
  };
};

describe('a view that is not shared', () => {
  test('is its owner\u2019s to see, change and delete, and for nobody else there', async () => {
    const workspace = randomUUID();
    const [viewer, admin] = [somebody('viewer', workspace), somebody('admin', workspace)];
    const view = await viewer.save();
    expect(view).toMatchObject({ owner: viewer.member, who_may: { read: 'owner', change: 'owner' }, version: 1 });
    expect([await viewer.names(), await admin.names()]).toEqual([['slow ones'], []]);
    const line = `${PATH}/${view.id}`;
    expect((await admin.say(`PATCH ${line}`, { name: 'x' }, 1)).status).toBe(404);
    expect((await admin.say(`DELETE ${line}`)).status).toBe(404);
    expect((await viewer.say(`PATCH ${line}`, { shared: true }, 1)).status).toBe(403);
    const changed = await viewer.say(`PATCH ${line}`, { name: 'the slowest', filters: { model: 'm' } }, 1);
    expect(changed.body).toMatchObject({ name: 'the slowest', filters: { model: 'm' }, version: 2 });
    expect((await viewer.say(`PATCH ${line}`, { name: 'late' }, 1)).status).toBe(412);
    expect((await viewer.say(`DELETE ${line}`)).status).toBe(204);
    expect(await viewer.names()).toEqual([]);
  });
});

describe('a view that is shared', () => {
  test('is seen by all of the workspace and changed by whoever manages traces', async () => {
    const workspace = randomUUID();
    const [viewer, analyst, other] = [
      somebody('viewer', workspace),
      somebody('analyst', workspace),
      somebody('analyst', workspace),
    ];
    const view = await analyst.save({ shared: true });
    expect(view.who_may).toEqual({ read: 'traces:read', change: 'traces:manage' });
    expect(await viewer.names()).toEqual(['slow ones']);
    expect(await somebody('admin', randomUUID()).names()).toEqual([]);
    const line = `${PATH}/${view.id}`;
    const refused = await viewer.say(`PATCH ${line}`, { name: 'mine' }, 1);
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('traces:manage')]);
    expect((await viewer.say(`DELETE ${line}`)).status).toBe(403);
    expect((await other.say(`PATCH ${line}`, { name: 'ours' }, 1)).body).toMatchObject({ name: 'ours' });
    expect((await other.say(`PATCH ${line}`, { shared: false }, 2)).body).toMatchObject({ owner: analyst.member });
    expect([await other.names(), await analyst.names()]).toEqual([[], ['ours']]);
    expect((await viewer.say(`POST ${PATH}`, { name: 'x', filters: {}, shared: true })).status).toBe(403);
  });

  test('from two who change it at once is changed by one', async () => {
    const analyst = somebody('analyst', randomUUID());
    const { id } = await analyst.save({ shared: true });
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => analyst.say(`PATCH ${PATH}/${id}`, { name }, 1)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(2);
  });
});

test('filters and views are bounded', async () => {
  const analyst = somebody('analyst', randomUUID());
  const many = Object.fromEntries(Array.from({ length: 51 }, (_nothing, index) => [`f${index}`, 'x']));
  for (const filters of [many, { a: 'x'.repeat(2001) }, { a: 1 }, { '': 'x' }])
    expect((await analyst.say(`POST ${PATH}`, { name: 'x', filters })).status).toBe(422);
  for (let count = 0; count < 96; count += 1) await analyst.save();
  await Promise.all(Array.from({ length: 8 }, () => analyst.save()));
  expect((await analyst.say(`POST ${PATH}`, { name: 'x', filters: {} })).status).toBe(409);
  const { items, next_cursor } = (await analyst.say(`GET ${PATH}?limit=60`)).body as {
    items: TraceView[];
    next_cursor: string;
  };
  const rest = (await analyst.say(`GET ${PATH}?limit=60&cursor=${next_cursor}`)).body as { items: TraceView[] };
  expect(new Set([...items, ...rest.items].map(({ id }) => id)).size).toBe(100);
});

describe('an API key', () => {
  let first: Who;
  let admin: Who;
  beforeAll(async () => {
    first = await setUp(system);
    admin = await join(system, first.workspace, 'admin');
  });

  test('has no view of its own, and manages shared ones where it may', async () => {
    const make = async (scopes: string[]) =>
      (await send(system, 'POST /api/v1/keys', { token: admin.token, json: { name: 'a key', scopes } })).body as {
        id: string;
        key: string;
      };
    const { key, id } = await make(['traces:read', 'traces:manage']);
    const as = (token: string, shared: boolean) =>
      send(system, `POST ${PATH}`, { token, json: { name: 'of a key', filters: {}, shared } });
    expect((await as(key, false)).status).toBe(403);
    const made = await as(key, true);
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ owner: id })]);
    expect((await as((await make(['traces:read'])).key, true)).status).toBe(403);
    const kept = await send(system, `PATCH ${PATH}/${(made.body as TraceView).id}`, {
      token: admin.token,
      json: { shared: false },
      headers: { 'if-match': '"1"' },
    });
    expect(kept.status).toBe(409);
  });
});
