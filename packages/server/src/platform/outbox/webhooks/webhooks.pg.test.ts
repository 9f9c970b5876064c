import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../database/testing.ts';
import { noted, useOutbox } from '../testing/outbox.ts';
import { startReceiver, type Received } from '../testing/receiver.ts';
import { listDeadWebhooks } from '../dead-letter-store.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl, { connections: 10 });
const house = useOutbox(ground, room);

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const of = (object: string, all: readonly Received[]): number[] =>
  all.filter((received) => received.object === object).map(({ sequence }) => sequence);
const statesOf = async (target: string): Promise<string[]> => (await house.see(target)).map(({ state }) => state);
const lanes = async (): Promise<number> =>
  (await ground.as('owner', 'select from holdfast.outbox_lanes')).rowCount ?? 0;

test('an event is posted to each target that wants it, signed by each of its secrets', async () => {
  const workspace = newWorkspace();
  const receiver = await startReceiver();
  const secrets = ['whsec_b25lIHNlY3JldCBvZiBtaW5l', 'whsec_YW5vdGhlciBzZWNyZXQ='] as const;
  const target = house.addTarget(workspace, { url: `${receiver.url}/hook`, secrets });
  house.addTarget(newWorkspace(), { url: `${receiver.url}/of-another-workspace` });
  house.relay();
  await house.node([receiver]);
  const { id } = await house.add(workspace, 'a', 'hello');
  await expect.poll(() => statesOf(target)).toEqual(['done']);
  expect(receiver.all).toHaveLength(1);
  const [{ headers, body, path }] = receiver.all as [Received];
  expect(path).toBe('/hook');
  expect(JSON.parse(body)).toEqual({
    type: 'note.written',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    id,
    object: { kind: 'note', id: 'a' },
    sequence: 1,
    data: { text: 'hello' },
  });
  const signed = `${id}.${headers['webhook-timestamp'] as string}.${body}`;
  expect(headers['webhook-signature']).toBe(
    secrets
      .map((secret) => Buffer.from(secret.slice('whsec_'.length), 'base64'))
      .map((key) => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
      .join(' '),
  );
  expect(await lanes()).toBe(0);
});

test('a try that failed is repeated with the same id and body before anything later of its object is sent', async () => {
  const workspace = newWorkspace();
  const receiver = await startReceiver(({ sequence }, all) => ({
    status: sequence === 2 && all.filter((one) => one.sequence === 2).length < 3 ? 500 : 204,
  }));
  const target = house.addTarget(workspace, receiver);
  const ids: string[] = [];
  for (const text of ['one', 'two', 'three', 'four']) ids.push((await house.add(workspace, 'a', text)).id);
  house.relay();
  await house.node([receiver]);
  await expect.poll(() => statesOf(target)).toEqual(['done', 'done', 'done', 'done']);
  expect(of('a', receiver.all)).toEqual([1, 2, 2, 2, 3, 4]);
  expect(receiver.all.map(({ id }) => id)).toEqual([ids[0], ids[1], ids[1], ids[1], ids[2], ids[3]]);
  expect(new Set(receiver.all.map(({ body }) => body)).size).toBe(4);
});

test('two nodes send many events of many objects, some of which fail: each object comes in order, each event is taken', async () => {
  const workspace = newWorkspace();
  const taken = new Map<string, number[]>();
  let nth = 0;
  const receiver = await startReceiver(({ object, sequence }) => {
    nth += 1;
    if (nth % 7 === 0) return { status: 503 };
    taken.set(object, [...(taken.get(object) ?? []), sequence]);
    return { status: 200 };
  });
  const target = house.addTarget(workspace, receiver);
  house.relay();
  const tries = { pausesMs: Array.from({ length: 50 }, () => 5), longestMs: 3_600_000 };
  await house.node([receiver], { tries });
  await house.node([receiver], { tries });
  await Promise.all(
    upTo(10).map(async (writer) => {
      for (const object of upTo(12)) await house.add(workspace, `o${object}`, String(writer));
    }),
  );
  await expect
    .poll(async () => (await statesOf(target)).filter((state) => state === 'done').length, { timeout: 15_000 })
    .toBe(120);
  for (const object of upTo(12)) expect(taken.get(`o${object}`)).toEqual(upTo(10));
});

test('a target that hangs and one that fails hold up their own objects and nobody else', async () => {
  const [workspace, other] = [newWorkspace(), newWorkspace()];
  // all at one host, as with those who receive for many
  const receiver = await startReceiver(({ path }) =>
    path === '/hangs' ? 'nothing' : { status: path === '/fails' ? 500 : 204 },
  );
  for (const path of ['/hangs', '/fails']) house.addTarget(workspace, { url: `${receiver.url}${path}` });
  const good = house.addTarget(workspace, { url: `${receiver.url}/good` });
  const elsewhere = house.addTarget(other, { url: `${receiver.url}/elsewhere` });
  const many = upTo(100).map((number) => ({ object: `o${number}`, data: { text: '' } }));
  for (const space of [workspace, other])
    await room.forWorkspace(space).write((tx) => house.outbox.addMany(tx, noted, many));
  house.relay();
  await house.node([receiver], { tries: { pausesMs: [60_000], longestMs: 3_600_000 } });
  const isDone = async (target: string): Promise<boolean> =>
    (await statesOf(target)).filter((state) => state === 'done').length === 100;
  await expect.poll(() => isDone(good)).toBe(true);
  await expect.poll(() => isDone(elsewhere)).toBe(true);
  expect(receiver.all.filter(({ path }) => path === '/hangs').length).toBeLessThanOrEqual(11);
});

test('Retry-After is obeyed where it is longer than the pause', async () => {
  const workspace = newWorkspace();
  const at: number[] = [];
  const receiver = await startReceiver((_received, all) => {
    at.push(performance.now());
    return all.length === 1 ? { status: 429, retryAfter: '1' } : { status: 204 };
  });
  const target = house.addTarget(workspace, receiver);
  house.relay();
  await house.node([receiver]);
  await house.add(workspace, 'a', 'one');
  await expect.poll(() => statesOf(target)).toEqual(['done']);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(950);
});

test('after its last try an event is a dead letter, later ones go on, and it is sent again with its id when somebody says so', async () => {
  const workspace = newWorkspace();
  let isMended = false;
  const receiver = await startReceiver(({ sequence }) => ({ status: sequence === 1 && !isMended ? 500 : 204 }));
  const target = house.addTarget(workspace, receiver);
  house.relay();
  await house.node([receiver]);
  const { id } = await house.add(workspace, 'a', 'bad');
  await house.add(workspace, 'a', 'good');
  await expect
    .poll(() => house.see(target))
    .toMatchObject([
      { state: 'dead', attempts: 4, status: 500, error: 'It answered 500.' },
      { state: 'done', attempts: 1, status: 204, error: null },
    ]);
  expect(of('a', receiver.all)).toEqual([1, 1, 1, 1, 2]);
  const db = room.forWorkspace(workspace);
  expect(await db.read((tx) => listDeadWebhooks(tx, 10, undefined))).toMatchObject([{ event_id: id, attempts: 4 }]);
  expect(await db.read((tx) => listDeadWebhooks(tx, 10, [id, target]))).toEqual([]);
  const redrive = () => db.write((tx) => house.outbox.redriveWebhook(tx, id, target));
  expect(await room.forWorkspace(newWorkspace()).write((tx) => house.outbox.redriveWebhook(tx, id, target))).toBe(
    false,
  );
  isMended = true;
  expect(await redrive()).toBe(true);
  await expect.poll(() => statesOf(target)).toEqual(['done', 'done']);
  expect(receiver.all.at(-1)).toMatchObject({ id, sequence: 1 });
  expect(await redrive()).toBe(true);
  await expect.poll(() => of('a', receiver.all)).toEqual([1, 1, 1, 1, 2, 1, 1]);
  await expect.poll(() => statesOf(target)).toEqual(['done', 'done']);
});

test('a secret that nothing can be signed with sends nothing, and the dead letter says so', async () => {
  const workspace = newWorkspace();
  const receiver = await startReceiver(() => ({ status: 204 }));
  const target = house.addTarget(workspace, { url: receiver.url, secrets: ['whsec_'] });
  house.relay();
  await house.add(workspace, 'a', 'one');
  await house.node([receiver]);
  await expect
    .poll(() => house.see(target))
    .toMatchObject([
      { state: 'dead', attempts: 4, error: expect.stringContaining('Give the target a new secret') as string },
    ]);
  expect(receiver.all).toHaveLength(0);
});

test('410 is an end at once; what cannot be sent and what nobody wants any more is no lane for ever', async () => {
  const workspace = newWorkspace();
  const receiver = await startReceiver(() => ({ status: 410 }));
  const target = house.addTarget(workspace, receiver);
  const forbidden = house.addTarget(workspace, { url: 'http://10.1.2.3/' });
  house.relay();
  await house.add(workspace, 'a', 'one');
  await expect.poll(() => statesOf(target)).toEqual(['waiting']);
  const node = await house.node([receiver]);
  await expect.poll(() => statesOf(target)).toEqual(['dead']);
  await expect
    .poll(() => house.see(forbidden))
    .toMatchObject([
      { state: 'dead', attempts: 4, error: expect.stringContaining('not on the public internet') as string },
    ]);
  expect(receiver.all).toHaveLength(1);
  await node.drain(0);
  await house.add(workspace, 'a', 'two');
  await expect.poll(() => statesOf(target)).toEqual(['dead', 'waiting']);
  house.removeTargets(workspace);
  await house.node([receiver]);
  await expect.poll(() => statesOf(target)).toEqual(['dead', 'dropped']);
  await expect.poll(lanes).toBe(0);
});

test('what a node sent and did not tell about is sent by another with the same id, when the node is gone', async () => {
  const workspace = newWorkspace();
  // it takes what it was sent, and its answer never comes
  const receiver = await startReceiver((_received, all) => (all.length === 1 ? 'nothing' : { status: 204 }));
  const target = house.addTarget(workspace, receiver);
  house.relay();
  const dies = await house.node([receiver]);
  await house.add(workspace, 'a', 'one');
  await house.add(workspace, 'a', 'two');
  await expect.poll(() => receiver.all.length).toBe(1);
  await house.node([receiver]);
  expect(await statesOf(target)).toEqual(['waiting', 'waiting']);
  await dies.gone();
  await expect.poll(() => statesOf(target)).toEqual(['done', 'done']);
  expect(of('a', receiver.all)).toEqual([1, 1, 2]);
  expect(receiver.all[1]?.id).toBe(receiver.all[0]?.id);
});

test('a node that leaves hands back what was under way, and that was no try', async () => {
  const workspace = newWorkspace();
  const receiver = await startReceiver(() => 'nothing');
  const target = house.addTarget(workspace, receiver);
  house.relay();
  const node = await house.node([receiver]);
  await house.add(workspace, 'a', 'one');
  await expect.poll(() => receiver.all.length).toBe(1);
  await node.drain(0);
  expect(await house.see(target)).toMatchObject([{ state: 'waiting', attempts: 0 }]);
  expect((await ground.as('owner', 'select state from holdfast.outbox_lanes')).rows).toEqual([{ state: 'due' }]);
});

test('a workspace with more targets than one look goes through, all of them full, holds up nobody behind it', async () => {
  const [busy, behind] = [newWorkspace(), newWorkspace()].toSorted();
  const node = '0198c0de-0000-7000-8000-000000000000';
  await ground.as(
    'owner',
    `insert into holdfast.nodes (id, folder_id, role, version, host, shares_redis, embedded, started_at, seen_at)
     values ($1, $1, 'all', '0', 'test', false, false, now(), now())`,
    [node],
  );
  await ground.as(
    'owner',
    `insert into holdfast.outbox_lanes (workspace_id, target_id, kind, object_id)
     select $1::uuid, gen_random_uuid(), 'note', 'a' from generate_series(1, 1100)
     union all select $2::uuid, gen_random_uuid(), 'note', 'a'`,
    [busy, behind],
  );
  const { rows } = await ground.as(
    'app',
    `select workspace_id from holdfast.claim_outbox_lanes($1, $2, $2, array[$3]::uuid[], '{}', 10, 4)`,
    [node, '00000000-0000-0000-0000-000000000000', busy],
  );
  expect(rows).toEqual([{ workspace_id: behind }]);
});
