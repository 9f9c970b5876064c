import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { silentLog } from '../../../test/ground/silent-log.ts';
import { systemClock } from '../clock/clock.ts';
import { useRoom } from '../database/testing.ts';
import type { NodeSelf } from './node.ts';
import { joinNodes, type Nodes } from './nodes.ts';

const ground = useDatabase();
const database = useRoom(ground.appUrl);
const TIMES = { beatMs: 100, silentAfterMs: 400, goneAfterMs: 800 };

let gone = 0;
const join = async (self: Partial<NodeSelf> = {}, redisMark: () => string | undefined = () => 'r1'): Promise<Nodes> => {
  const nodes = await joinNodes({
    self: {
      id: randomUUID(),
      folderId: randomUUID(),
      role: 'all',
      version: '1.2.3',
      host: 'here',
      sharesRedis: true,
      embedded: false,
      keyId: 'k',
      ...self,
    },
    db: database.forInstance(),
    clock: systemClock,
    log: silentLog,
    redisMark,
    isDraining: () => false,
    countGone: () => (gone += 1),
    times: TIMES,
  });
  onTestFinished(() => nodes.close());
  return nodes;
};

const forget = (): Promise<unknown> => ground.as('owner', 'delete from holdfast.nodes');
/** A row that nobody renews any more. */
const dies = (self: Partial<Record<'id' | 'folder_id', string>> = {}): Promise<unknown> =>
  ground.as(
    'owner',
    `insert into holdfast.nodes (id, folder_id, role, version, host, shares_redis, embedded, started_at, seen_at)
     values ($1, $2, 'all', '1', 'dead', false, false, clock_timestamp(), clock_timestamp())`,
    [self.id ?? randomUUID(), self.folder_id ?? randomUUID()],
  );

test('nodes know of each other, and one that stops is gone at once', async () => {
  await forget();
  const [one, other] = [await join(), await join()];
  await one.listens('http://127.0.0.1:4400');
  expect((await other.list()).map(({ id, url, silent }) => [id, url, silent])).toEqual([
    [one.self.id, 'http://127.0.0.1:4400', false],
    [other.self.id, null, false],
  ]);
  await expect.poll(one.count).toBe(2);
  await other.close();
  expect(await one.list()).toHaveLength(1);
  await expect.poll(one.count).toBe(1);
});

test('one that dies shows as silent, then is taken off, and of the others one is told, once', async () => {
  await forget();
  const [one, other, third] = [await join(), await join(), await join()];
  const told: string[] = [];
  gone = 0;
  for (const nodes of [one, other, third]) nodes.onGone(async (_tx, node) => void told.push(node.id));
  const dead = randomUUID();
  await dies({ id: dead });
  await expect.poll(async () => (await one.list()).find(({ id }) => id === dead)?.silent).toBe(true);
  await expect.poll(() => told, { timeout: 5000 }).toEqual([dead]);
  await expect.poll(() => gone).toBe(1);
  expect(await one.list()).toHaveLength(3);
});

test('a listener that fails keeps the node on the list, and is told again', async () => {
  await forget();
  const one = await join();
  let tries = 0;
  one.onGone(async () => {
    tries += 1;
    if (tries === 1) throw new Error('stumbles');
  });
  await dies();
  await expect.poll(() => tries, { timeout: 5000 }).toBe(2);
  expect(await one.list()).toHaveLength(1);
});

test('a node that was killed and starts again on its folder does not wait for itself, and its end is told', async () => {
  await forget();
  const folder = randomUUID();
  await dies({ folder_id: folder });
  const since = performance.now();
  const again = await join({ folderId: folder, sharesRedis: false, keyId: undefined });
  expect(performance.now() - since).toBeLessThan(TIMES.goneAfterMs);
  const told: string[] = [];
  again.onGone(async (_tx, node) => void told.push(node.host));
  await expect.poll(() => told).toEqual(['dead']);
});

test('a node that could not work beside a living one is refused; beside a dead one it waits and starts', async () => {
  await forget();
  const one = await join();
  await expect(join({ sharesRedis: false })).rejects.toThrow(/HOLDFAST_REDIS_URL is not set here/);
  expect(await one.list()).toHaveLength(1);
  await one.close();
  await dies();
  expect((await (await join({ sharesRedis: false })).list()).filter(({ silent }) => !silent)).toHaveLength(1);
});

test('of two that start at once and cannot work together one starts', async () => {
  await forget();
  const told = await Promise.allSettled([join({ sharesRedis: false }), join({ sharesRedis: false })]);
  expect(told.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a node that was taken off although it lives comes back with its next heartbeat', async () => {
  await forget();
  const one = await join();
  await forget();
  await expect.poll(async () => (await one.list()).length).toBe(1);
});

test('a node that shares another Redis than a living one is refused; one that reaches none is not', async () => {
  await forget();
  await join();
  await expect(join({}, () => 'r2')).rejects.toThrow(/another Redis than the one HOLDFAST_REDIS_URL names here/);
  await join({}, () => undefined);
});

test('a Redis that was emptied a moment ago keeps nobody out, whoever notices first', async () => {
  await forget();
  const marks = { one: 'r1', other: 'r1' };
  const one = await join({}, () => marks.one);
  const other = await join({}, () => marks.other);
  marks.one = 'r2';
  // it has not noticed when the third looks for the first time, and does before its next heartbeat but one
  const third = join({}, () => 'r2');
  const beatOf = async () => (await one.list()).find(({ id }) => id === other.self.id)?.seen_at;
  const before = await beatOf();
  await expect.poll(beatOf, { interval: 5 }).not.toBe(before);
  marks.other = 'r2';
  expect(await (await third).list()).toHaveLength(3);
  expect([one, other].map((node) => node.strayed())).toEqual([false, false]);
});

test('who finds a Redis later, and another one than the others, is told of and not put out', async () => {
  await forget();
  let mark: string | undefined;
  const one = await join();
  const late = await join({}, () => mark);
  mark = 'r2';
  await expect.poll(() => [one.strayed(), late.strayed()], { timeout: 5000 }).toEqual([true, true]);
  expect(await one.list()).toHaveLength(2);
  mark = 'r1';
  await expect.poll(() => [one.strayed(), late.strayed()], { timeout: 5000 }).toEqual([false, false]);
});
