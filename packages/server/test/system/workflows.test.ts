import type { Patch } from '@holdfast/protocol/workflows/patches';
import type { Workflow } from '@holdfast/protocol/workflows/workflow';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask, fieldsOf, type Asked } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();

interface Sent {
  readonly node?: string;
  readonly sequence: number;
  readonly time?: string;
  readonly patch: unknown;
  readonly trace_id?: string;
}

const BEGIN = Date.now() - 3_600_000;
const at = (seconds: number): string => new Date(BEGIN + seconds * 1000).toISOString();

const open = (workspace = randomUUID(), workflow = `order-${randomUUID()}`) => {
  const path = `/api/v1/workflows/${workflow}`;
  const send = (patches: readonly Sent[], role: 'viewer' | 'analyst' = 'analyst'): Promise<Asked> =>
    ask(system, `POST ${path}/patches`, {
      workspace,
      role,
      json: { patches: patches.map((patch) => ({ node: 'planner', time: at(patch.sequence), ...patch })) },
    });
  const get = (rest = ''): Promise<Asked> => ask(system, `GET ${path}${rest}`, { workspace, role: 'viewer' });
  const state = async (query = ''): Promise<unknown> =>
    ((await get(`/state${query}`)).body as { state: unknown }).state;
  return { workspace, workflow, send, get, state };
};

describe('the state of a workflow', () => {
  test('is made by patches in the order of time, node and sequence, whatever order they come in', async () => {
    const { send, state, get } = open();
    await send([{ sequence: 3, patch: { step: 'done', error: null } }]);
    await send([{ sequence: 1, patch: { step: 'begun', order: { id: 7, items: [1] } } }]);
    await send([{ sequence: 2, patch: { step: 'failed', error: 'no stock', order: { items: [1, 2] } } }]);
    expect(await state()).toEqual({ step: 'done', order: { id: 7, items: [1, 2] } });
    const { items } = (await get('/patches')).body as { items: Patch[] };
    expect(items.map(({ sequence, received }) => [sequence, received])).toEqual([
      [1, 2],
      [2, 3],
      [3, 1],
    ]);
  });

  test('at one time is decided by node and then by sequence', async () => {
    const { send, state } = open();
    const time = at(5);
    await send([
      { node: 'b', sequence: 1, time, patch: { who: 'b1' } },
      { node: 'a', sequence: 10, time, patch: { who: 'a10' } },
      { node: 'a', sequence: 9, time, patch: { who: 'a9' } },
      { node: 'B', sequence: 99, time, patch: { who: 'B99' } },
    ]);
    expect(await state()).toEqual({ who: 'b1' });
    const upTo = (node: string, sequence: number) => state(`?at=${time}&node=${node}&sequence=${sequence}`);
    expect(await upTo('B', 99)).toEqual({ who: 'B99' });
    expect(await upTo('a', 9)).toEqual({ who: 'a9' });
    expect(await upTo('a', 10)).toEqual({ who: 'a10' });
  });

  test('is told at any moment, which counts itself', async () => {
    const { send, get, state } = open();
    await send([1, 2, 3].map((sequence) => ({ sequence, patch: { [`step ${sequence}`]: true } })));
    expect(await state(`?at=${at(2)}`)).toEqual({ 'step 1': true, 'step 2': true });
    expect(await state(`?at=${at(1.9)}`)).toEqual({ 'step 1': true });
    expect((await get(`/state?at=${at(0)}`)).body).toEqual({ state: {}, last: null, patches: 0 });
    expect((await get('/state')).body).toMatchObject({
      last: { time: at(3).replace('Z', '000Z'), node: 'planner', sequence: 3 },
      patches: 3,
    });
  });

  test('keeps microseconds apart', async () => {
    const { send, state } = open();
    await send([
      {
        sequence: 2,
        time: '2026-11-21T10:00:00.000001Z'.replace('2026-11-21T10:00', at(0).slice(0, 16)),
        patch: { a: 2 },
      },
      {
        sequence: 1,
        time: '2026-11-21T10:00:00.000002Z'.replace('2026-11-21T10:00', at(0).slice(0, 16)),
        patch: { a: 1 },
      },
    ]);
    expect(await state()).toEqual({ a: 1 });
  });

  test('of a workflow that nobody patched is not there, and needs a whole place', async () => {
    const { get, send } = open();
    for (const rest of ['', '/state', '/patches']) expect((await get(rest)).status).toBe(404);
    await send([{ sequence: 1, patch: {} }]);
    expect((await get('/state?node=planner')).status).toBe(422);
    expect((await get(`/state?at=${at(1)}&sequence=1`)).status).toBe(422);
  });
});

describe('a patch that comes again', () => {
  test('is recorded once, and the first copy wins', async () => {
    const { send, state, get } = open();
    const patch = { sequence: 1, patch: { a: 1, b: { c: [null, 1] } } };
    expect((await send([patch])).body).toEqual({ recorded: 1, repeated: 0, differing: 0, expired: 0 });
    expect((await send([patch, patch])).body).toEqual({ recorded: 0, repeated: 2, differing: 0, expired: 0 });
    const sorted = { sequence: 1, patch: { b: { c: [null, 1] }, a: 1 } };
    expect((await send([sorted])).body).toEqual({ recorded: 0, repeated: 1, differing: 0, expired: 0 });
    const others = [
      { sequence: 1, patch: { a: 2 } },
      { sequence: 1, time: at(9), patch: { a: 1, b: { c: [null, 1] } } },
      { ...patch, trace_id: '0af7651916cd43dd8448eb211c80319c' },
      { sequence: 2, patch: { d: 1 } },
      { sequence: 2, patch: { d: 2 } },
    ];
    expect((await send(others)).body).toEqual({ recorded: 1, repeated: 4, differing: 4, expired: 0 });
    expect(await state()).toEqual({ a: 1, b: { c: [null, 1] }, d: 1 });
    expect((await get()).body).toMatchObject({ patches: 2, differing: 4 });
  });

  test('from many senders at once is recorded once', async () => {
    const { send, get } = open();
    const patches = Array.from({ length: 50 }, (_nothing, sequence) => ({ sequence, patch: { [sequence]: true } }));
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(patches)));
    const recorded = answers.map(({ body }) => (body as { recorded: number }).recorded);
    expect(recorded.reduce((sum, one) => sum + one)).toBe(50);
    expect((await get()).body).toMatchObject({ patches: 50, differing: 0, nodes: [{ node: 'planner', patches: 50 }] });
    const { items } = (await get('/patches?limit=200')).body as { items: Patch[] };
    expect(items.map(({ received }) => received).toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 50 }, (_nothing, index) => index + 1),
    );
  });
});

describe('patches that are not taken', () => {
  test('refuse the whole request, each by its place', async () => {
    const { send, get } = open();
    const ahead = new Date(Date.now() + 6 * 60_000).toISOString();
    const soon = new Date(Date.now() + 4 * 60_000).toISOString();
    const refused = await send([
      { sequence: 1, patch: { a: 1 } },
      { sequence: 2, time: ahead, patch: { a: 2 } },
    ]);
    expect([refused.status, fieldsOf(refused)]).toEqual([422, ['/body/patches/1/time future']]);
    expect((await get()).status).toBe(404);
    expect((await send([{ sequence: 1, time: soon, patch: {} }])).status).toBe(200);
  });

  test.each([
    ['an array', [1], 'custom'],
    ['null', null, 'custom'],
    ['too deep', JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`), 'custom'],
    ['too large', { a: 'x'.repeat(70_000) }, 'patch'],
  ])('are those that are %s', async (_what, patch, code) => {
    const refused = await open().send([{ sequence: 1, patch }]);
    expect([refused.status, fieldsOf(refused)]).toEqual([422, [`/body/patches/0/patch ${code}`]]);
  });

  test('are from before the time for which they are kept, and are told of', async () => {
    const { send, get } = open();
    const old = new Date(Date.now() - 31 * 86_400_000).toISOString();
    expect((await send([{ sequence: 1, time: old, patch: { a: 1 } }])).body).toMatchObject({ recorded: 0, expired: 1 });
    expect((await get()).status).toBe(404);
  });

  test('have no number that would be read as another, no key that reaches into prototypes, and no blank in a name', async () => {
    const { workspace, workflow } = open();
    const raw = (patch: string, node = 'a') =>
      ask(system, `POST /api/v1/workflows/${workflow}/patches`, {
        workspace,
        headers: { 'content-type': 'application/json' },
        raw: `{"patches":[{"node":"${node}","sequence":1,"time":"${at(1)}","patch":${patch}}]}`,
      });
    expect((await raw('{"a":1e999}')).status).toBe(422);
    expect((await raw('{"__proto__":{"a":1}}')).status).toBe(400);
    expect((await raw('{}', 'a b')).status).toBe(422);
    expect((await raw('{"a":"\\u0000\\ud800"}')).body).toMatchObject({ recorded: 1 });
    const seen = await ask(system, `GET /api/v1/workflows/${workflow}/state`, { workspace, role: 'viewer' });
    expect(seen.text).toContain('"a":"\\u0000\\ud800"');
  });
});

describe('lists', () => {
  test('of workflows begin with the one that was patched last, and end at the workspace', async () => {
    const workspace = randomUUID();
    const [one, two, other] = [open(workspace, 'one'), open(workspace, 'two'), open(randomUUID(), 'other')];
    await one.send([{ sequence: 1, patch: {} }]);
    await two.send([{ sequence: 1, patch: {} }]);
    await other.send([{ sequence: 1, patch: {} }]);
    await one.send([{ node: 'second', sequence: 1, patch: {} }]);
    const seen: Workflow[] = [];
    let cursor = '';
    do {
      const page = await ask(system, `GET /api/v1/workflows?limit=1${cursor}`, { workspace, role: 'viewer' });
      const { items, next_cursor } = page.body as { items: Workflow[]; next_cursor: string | null };
      seen.push(...items);
      cursor = next_cursor === null ? '' : `&cursor=${next_cursor}`;
    } while (cursor !== '');
    expect(seen.map(({ workflow_id, patches, nodes }) => [workflow_id, patches, nodes])).toEqual([
      ['one', 2, 2],
      ['two', 1, 1],
    ]);
    expect((await ask(system, 'GET /api/v1/workflows/one/state', { role: 'viewer' })).status).toBe(404);
  });

  test('of patches go either way, or of one node, page by page', async () => {
    const { send, get } = open();
    await send(
      Array.from({ length: 9 }, (_nothing, sequence) => ({ node: `n${sequence % 2}`, sequence, patch: { sequence } })),
    );
    const walk = async (query: string): Promise<number[]> => {
      const seen: number[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body } = await get(`/patches?limit=2${query}${cursor}`);
        const { items, next_cursor } = body as { items: Patch[]; next_cursor: string | null };
        seen.push(...items.map(({ sequence }) => sequence));
        cursor = next_cursor === null ? null : `&cursor=${next_cursor}`;
      }
      return seen;
    };
    expect(await walk('')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await walk('&order=newest')).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(await walk('&node=n1')).toEqual([1, 3, 5, 7]);
  });
});

test('a viewer reads and does not patch', async () => {
  const { send, get } = open();
  expect((await send([{ sequence: 1, patch: {} }], 'viewer')).status).toBe(403);
  await send([{ sequence: 1, patch: {} }]);
  expect((await get('/state')).status).toBe(200);
});

test('whoever follows workflows is told of a patch', async () => {
  const { workspace, workflow, send } = open();
  const over = new AbortController();
  const heard: string[] = [];
  const stream = await system.fetch('/api/v1/events?topics=workflows', {
    headers: { authorization: `Bearer probe.viewer.${workspace}.${randomUUID()}` },
    signal: over.signal,
  });
  const listening = (async () => {
    for await (const piece of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) heard.push(piece);
  })().catch(() => undefined);
  await expect.poll(() => heard.join('')).toContain('following');
  await send([{ sequence: 1, patch: {} }]);
  await expect.poll(() => heard.join('')).toContain(`"workflow_id":"${workflow}"`);
  over.abort();
  await listening;
});
