import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../database/testing.ts';
import { defineJob, defineQueue } from './define-job.ts';
import { handles, type JobHandler, type Run } from './handler.ts';
import { useWorkers } from './testing/workers.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl, { connections: 10 });
const workers = useWorkers(ground, room);

const queue = defineQueue({ name: 'lost', concurrency: 5 });
const job = defineJob({ name: 'test.lost', payload: z.strictObject({ name: z.string() }), queue, firstPauseMs: 1 });

/** A worker that does not renew its lease, as if it were stopped, and one that looks after others often. */
const STOPPED = { leaseMs: 1500, beatMs: 60_000 };
/** A lease has to run out first, on a machine that may be busy. */
const PATIENCE = { timeout: 15_000 };
const WATCHFUL = { beatMs: 50, lossPauseMs: 1 };

const count = (run: Run, name: string): Promise<number> =>
  run.db.write((tx) =>
    tx.run(sql`insert into probe.counters as c (workspace_id, name, value) values (${tx.workspace}, ${name}, 1)
               on conflict (workspace_id, name) do update set value = c.value + 1`),
  );
const counted = async (name: string): Promise<unknown> =>
  (await ground.as('admin', 'select value::int from probe.counters where name = $1', [name])).rows;

test('a worker that was only stopped and wakes writes nothing: its job was given to another', async () => {
  const wake = Promise.withResolvers<void>();
  const told = Promise.withResolvers<unknown>();
  await workers.start(
    [
      handles(job, async ({ name }, run) => {
        await wake.promise;
        await count(run, name).catch(told.resolve);
      }),
    ],
    { times: STOPPED },
  );
  await workers.enqueue(newWorkspace(), job, { name: 'stopped' });
  await expect.poll(() => workers.see('lost'), PATIENCE).toMatchObject([{ state: 'running' }]);
  await workers.start([handles(job, async ({ name }, run) => void (await count(run, name)))], { times: WATCHFUL });
  await expect
    .poll(() => workers.see('lost'), PATIENCE)
    .toMatchObject([{ state: 'done', attempts: 2, losses: 1, history: [{ outcome: 'lost', number: 1 }] }]);
  wake.resolve();
  expect(await told.promise).toMatchObject({ name: 'LeaseLost' });
  expect(await counted('stopped')).toEqual([{ value: 1 }]);
});

test('a job is not taken from a worker whose transaction is still open', async () => {
  const open = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  await workers.start(
    [
      handles(job, ({ name }, run) =>
        run.db.write(async (tx) => {
          await tx.run(
            sql`insert into probe.counters (workspace_id, name, value) values (${tx.workspace}, ${name}, 1)`,
          );
          open.resolve();
          await go.promise;
          await run.finish(tx);
        }),
      ),
    ],
    { times: STOPPED },
  );
  await workers.enqueue(newWorkspace(), job, { name: 'open' });
  await open.promise;
  const looked: number[] = [];
  await workers.start([handles(job, async () => void looked.push(1))], { times: WATCHFUL });
  await expect
    .poll(
      async () =>
        (await ground.as('admin', 'select lease_until < now() as over from holdfast.job_workers order by 1 desc')).rows,
      PATIENCE,
    )
    .toMatchObject([{ over: true }, { over: false }]);
  expect(await workers.see('lost')).toMatchObject([{ state: 'running', losses: 0 }]);
  go.resolve();
  await expect.poll(() => workers.see('lost'), PATIENCE).toMatchObject([{ state: 'done', losses: 0, attempts: 1 }]);
  expect(looked).toEqual([]);
});

test(
  'a job that lost its worker runs alone; after three losses it is a dead letter, and others have gone on',
  { timeout: 60_000 },
  async () => {
    const beside: number[] = [];
    let running = 0;
    /** Stops answering as soon as it has the killer, and never ends. */
    const victim = (): JobHandler[] => [handles(job, () => new Promise(() => {}))];
    await workers.enqueue(newWorkspace(), job, { name: 'killer' });
    for (let loss = 1; loss <= 2; loss += 1) {
      await workers.start(victim(), { times: { ...STOPPED, lossPauseMs: 1 } });
      await expect.poll(() => workers.see('lost'), PATIENCE).toMatchObject([{ state: 'running', losses: loss - 1 }]);
      const watcher = await workers.start([], { times: WATCHFUL });
      await expect.poll(async () => (await workers.see('lost'))[0], PATIENCE).toMatchObject({ losses: loss });
      await watcher.drain(0);
    }
    const other = defineJob({ ...job, name: 'test.other' });
    for (let index = 0; index < 20; index += 1)
      await workers.enqueue(newWorkspace(), other, { name: `other ${index}` });
    const meet = async (isKiller: boolean): Promise<void> => {
      running += 1;
      if (isKiller) beside.push(running);
      await new Promise((resolve) => setImmediate(resolve));
      if (isKiller) await new Promise(() => {});
      running -= 1;
    };
    await workers.start([handles(job, () => meet(true)), handles(other, () => meet(false))], {
      times: { ...STOPPED, leaseMs: 3000 },
    });
    await expect.poll(() => beside, PATIENCE).toEqual([1]);
    await workers.start([handles(other, async () => {})], { times: WATCHFUL });
    await expect
      .poll(() => workers.see('lost'), PATIENCE)
      .toMatchObject([
        { state: 'dead', losses: 3, history: [{ outcome: 'lost' }, { outcome: 'lost' }, { outcome: 'lost' }] },
        ...Array.from({ length: 20 }, () => ({ state: 'done', losses: 0 })),
      ]);
  },
);

test('a worker that is drained hands back what it cannot finish, which counts as no try', async () => {
  const stuck = Promise.withResolvers<void>();
  const first = await workers.start([
    handles(job, async (_payload, { signal }) => {
      stuck.resolve();
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    }),
  ]);
  await workers.enqueue(newWorkspace(), job, { name: 'drained' });
  await stuck.promise;
  await first.drain(10);
  expect(await workers.see('lost')).toMatchObject([
    { state: 'waiting', attempts: 0, losses: 0, history: [{ outcome: 'handed_back' }] },
  ]);
  expect((await ground.as('admin', 'select from holdfast.job_workers')).rowCount).toBe(0);
  await workers.start([handles(job, async () => {})]);
  await expect.poll(() => workers.see('lost'), PATIENCE).toMatchObject([{ state: 'done', attempts: 1 }]);
});

test('a worker whose line for announcements is cut hears again, and takes what was announced meanwhile', async () => {
  const worker = await workers.start([handles(job, async () => {})]);
  await expect.poll(() => worker.isHearing, PATIENCE).toBe(true);
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query like 'listen %'`;
  expect((await ground.as('admin', cut, [ground.name])).rowCount).toBe(1);
  await workers.enqueue(newWorkspace(), job, { name: 'announced to nobody' });
  await expect.poll(() => workers.see('lost'), PATIENCE).toMatchObject([{ state: 'done' }]);
  await expect.poll(() => worker.isHearing, PATIENCE).toBe(true);
});

test('the application reaches other workspaces\u2019 jobs through the functions only', async () => {
  await workers.enqueue(newWorkspace(), job, { name: 'theirs' });
  const seen = await room.forWorkspace(newWorkspace()).read((tx) => tx.many(sql`select from holdfast.jobs`));
  expect(seen).toEqual([]);
  await expect(ground.as('app', 'select * from holdfast.job_workers')).rejects.toThrow(/permission denied/);
});
