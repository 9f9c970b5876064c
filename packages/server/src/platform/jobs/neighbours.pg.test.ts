import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../../../test/ground/database.ts';
import { silentLog } from '../../../test/ground/silent-log.ts';
import { newWorkspace, useRoom } from '../database/testing.ts';
import { defineJob, defineQueue } from './define-job.ts';
import { handles, handlesTogether } from './handler.ts';
import { createFinisher } from './finisher.ts';
import { useWorkers } from './testing/workers.ts';
import { createWorkerStore, type Claimed, type Finished } from './worker-store.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl, { connections: 10 });
const workers = useWorkers(ground, room);

const Payload = z.strictObject({ text: z.string() });
const note = defineJob({ name: 'test.note', payload: Payload });

test('a word that is cut in the middle of a letter keeps no end of other jobs from being told', async () => {
  await workers.start([handles(note, async ({ text }, run) => run.say(text))]);
  await workers.enqueue(newWorkspace(), note, { text: `${'x'.repeat(999)}\u{1f600}` });
  await workers.enqueue(newWorkspace(), note, { text: 'innocent' });
  await expect
    .poll(async () => (await workers.see()).map(({ state }) => state), { timeout: 5000 })
    .toEqual(['done', 'done']);
});

test('a job whose words cannot be stored is told without them, and keeps none of the others from being told', async () => {
  const told: (string | undefined)[] = [];
  const store = createWorkerStore(room);
  const finish = async (worker: string, jobs: readonly Finished[]): Promise<number> => {
    const finished = await store.finish(worker, jobs);
    told.push(...jobs.map(({ log }) => log));
    return finished;
  };
  const finisher = createFinisher({ finish, onTold: () => {}, onMoved: () => {}, log: silentLog });
  const run = { worker: randomUUID(), handler: handles(note, async () => {}) };
  const add = (log: string | undefined): void =>
    finisher.add(run, { id: randomUUID(), fence: 1, workspace_id: newWorkspace() } as Claimed, log);
  add(undefined);
  add(String.raw`["\ud83d"]`);
  add('["said"]');
  await finisher.settled();
  expect(told).toEqual([undefined, undefined, '["said"]']);
});

test('workspaces with nothing but jobs of an unknown kind hold up nobody behind them', async () => {
  const unknown = defineJob({ name: 'test.of_another_version', payload: Payload });
  const workspaces = Array.from({ length: 40 }, newWorkspace).toSorted();
  const last = workspaces.at(-1) ?? newWorkspace();
  for (const workspace of workspaces.slice(0, -1)) await workers.enqueue(workspace, unknown, { text: 'later' });
  await workers.enqueue(last, note, { text: 'now' });
  await workers.start([handles(note, async () => {})]);
  await expect
    .poll(async () => (await workers.see()).filter(({ state }) => state === 'done').length, { timeout: 5000 })
    .toBe(1);
});

test('whoever cancels one job of several that are done together cancels that one alone', async () => {
  const queue = defineQueue({ name: 'together', concurrency: 1, firstPauseMs: 1 });
  const joint = defineJob({ name: 'test.joint', payload: Payload, queue });
  const workspace = newWorkspace();
  const [first] = await room.forWorkspace(workspace).write((tx) =>
    workers.jobs.enqueueMany(
      tx,
      joint,
      ['a', 'b', 'c'].map((text) => ({ payload: { text } })),
    ),
  );
  const begun = Promise.withResolvers<void>();
  let tries = 0;
  await workers.start([
    handlesTogether(joint, 10, async (_items, { signal }) => {
      tries += 1;
      if (tries > 1) return;
      begun.resolve();
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    }),
  ]);
  await begun.promise;
  const id = first?.added === true ? first.id : '';
  await ground.as('owner', 'update holdfast.jobs set cancel_asked_at = now() where id = $1', [id]);
  await ground.as('owner', "select pg_notify('holdfast_jobs_cancelled', $1)", [id]);
  await expect
    .poll(async () => (await workers.see('together')).map(({ state }) => state), { timeout: 5000 })
    .toEqual(['cancelled', 'done', 'done']);
});
