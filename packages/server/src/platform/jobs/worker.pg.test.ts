import { expect, test } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../database/testing.ts';
import { defineJob, defineQueue } from './define-job.ts';
import { GiveUp } from './endings.ts';
import { handles, handlesTogether } from './handler.ts';
import { useWorkers } from './testing/workers.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl, { connections: 10 });
const workers = useWorkers(ground, room);

const note = defineJob({ name: 'test.note', payload: z.strictObject({ text: z.string() }) });
const hurried = { firstPauseMs: 1, longestPauseMs: 5 };

test('a job exists when the transaction that wrote it is committed, and only then', async () => {
  const heard: string[] = [];
  await workers.start([handles(note, async ({ text }) => void heard.push(text))]);
  const workspace = newWorkspace();
  const undone = room.forWorkspace(workspace).write(async (tx) => {
    await workers.jobs.enqueue(tx, note, { text: 'undone' });
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow('changed my mind');
  expect(await workers.enqueue(workspace, note, { text: 'done' })).toMatchObject({ added: true });
  await expect.poll(() => workers.see()).toMatchObject([{ state: 'done', attempts: 1, history: [] }]);
  expect(heard).toEqual(['done']);
});

test('a payload that breaks its schema is not taken, and the sentence does not repeat it', async () => {
  const workspace = newWorkspace();
  const written = workers.enqueue(workspace, note, { text: 7 as never });
  await expect(written).rejects.toThrow(/test\.note cannot be written down: its payload does not fit: \/text/);
  expect(await workers.see()).toEqual([]);
});

test('while a job waits or runs, another with its key is not taken; afterwards it is', async () => {
  const workspace = newWorkspace();
  expect(await workers.enqueue(workspace, note, { text: 'a' }, { key: 'k' })).toMatchObject({ added: true });
  expect(await workers.enqueue(workspace, note, { text: 'b' }, { key: 'k' })).toEqual({ added: false });
  expect(await workers.enqueue(newWorkspace(), note, { text: 'c' }, { key: 'k' })).toMatchObject({ added: true });
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  await workers.start([
    handles(note, async () => {
      begun.resolve();
      await gate.promise;
    }),
  ]);
  await begun.promise;
  expect(await workers.enqueue(workspace, note, { text: 'd' }, { key: 'k' })).toEqual({ added: false });
  gate.resolve();
  await expect.poll(async () => (await workers.see()).map(({ state }) => state)).toEqual(['done', 'done']);
  expect(await workers.enqueue(workspace, note, { text: 'e' }, { key: 'k' })).toMatchObject({ added: true });
});

test('a higher priority goes first, and among equals who came first', async () => {
  const workspace = newWorkspace();
  const single = defineJob({ ...note, name: 'test.single', queue: defineQueue({ name: 'single', concurrency: 1 }) });
  await room
    .forWorkspace(workspace)
    .write((tx) =>
      workers.jobs.enqueueMany(tx, single, [
        { payload: { text: 'second' } },
        { payload: { text: 'third' } },
        { payload: { text: 'last' }, options: { priority: -1 } },
        { payload: { text: 'first' }, options: { priority: 5 } },
      ]),
    );
  const heard: string[] = [];
  await workers.start([handles(single, async ({ text }) => void heard.push(text))]);
  await expect.poll(() => heard).toEqual(['first', 'second', 'third', 'last']);
});

test('a delayed job waits for its time', async () => {
  const workspace = newWorkspace();
  const ran = Promise.withResolvers<number>();
  await workers.start([handles(note, async () => ran.resolve(performance.now()))]);
  const since = performance.now();
  await workers.enqueue(workspace, note, { text: 'later' }, { delayMs: 300 });
  expect((await ran.promise) - since).toBeGreaterThanOrEqual(295);
});

test('a failing job is tried again, each try is remembered, and then it is done', async () => {
  const flaky = defineJob({ ...note, ...hurried, name: 'test.flaky' });
  await workers.start([
    handles(flaky, async (_payload, run) => {
      run.say(`try ${run.attempt}`);
      if (run.attempt < 3) throw new Error(`not yet \u0000 ${run.attempt}`);
    }),
  ]);
  await workers.enqueue(newWorkspace(), flaky, { text: '' });
  await expect
    .poll(() => workers.see(), { timeout: 5000 })
    .toMatchObject([
      {
        state: 'done',
        attempts: 3,
        history: [
          { number: 1, outcome: 'failed', error: 'not yet  1' },
          { number: 2, outcome: 'failed', error: 'not yet  2' },
        ],
        log: [{ text: 'try 1' }, { text: 'try 2' }, { text: 'try 3' }],
      },
    ]);
});

test('a job that failed as often as it may is a dead letter; one that gives up is so at once', async () => {
  const hopeless = defineJob({ ...note, ...hurried, name: 'test.hopeless', attempts: 2 });
  const senseless = defineJob({ ...note, name: 'test.senseless' });
  await workers.start([
    handles(hopeless, async () => Promise.reject(new Error('no'))),
    handles(senseless, async () => Promise.reject(new GiveUp('The mailbox does not exist.'))),
  ]);
  await workers.enqueue(newWorkspace(), hopeless, { text: '' });
  await workers.enqueue(newWorkspace(), senseless, { text: '' });
  await expect
    .poll(() => workers.see(), { timeout: 5000 })
    .toMatchObject([
      { state: 'dead', attempts: 2, error: 'no', history: [{ outcome: 'failed' }, { outcome: 'failed' }] },
      { state: 'dead', attempts: 1, error: 'The mailbox does not exist.' },
    ]);
});

test('a stored payload that no longer fits is a dead letter with a sentence, and others go on', async () => {
  const older = defineJob({ name: 'test.changed', payload: z.strictObject({ old: z.string() }) });
  const newer = defineJob({ name: 'test.changed', payload: z.strictObject({ text: z.string() }) });
  const workspace = newWorkspace();
  await workers.enqueue(workspace, older, { old: 'x' });
  await workers.enqueue(workspace, newer, { text: 'x' });
  await workers.start([handlesTogether(newer, 5, async () => {})]);
  await expect
    .poll(() => workers.see())
    .toMatchObject([
      {
        state: 'dead',
        error: expect.stringMatching(/payload does not fit .*\/text/),
        history: [{ outcome: 'invalid' }],
      },
      { state: 'done' },
    ]);
});

test('a try that is out of time is stopped by its signal, and counts', async () => {
  const slow = defineJob({ ...note, ...hurried, name: 'test.slow', attempts: 1, timeoutMs: 50 });
  await workers.start([
    handles(
      slow,
      (_payload, { signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', reject)),
    ),
  ]);
  await workers.enqueue(newWorkspace(), slow, { text: '' });
  await expect
    .poll(() => workers.see())
    .toMatchObject([
      { state: 'dead', error: 'The try took longer than the 0.05 s that it has.', history: [{ outcome: 'timed_out' }] },
    ]);
});

test('jobs of one workspace are done together by a handler that takes several', async () => {
  const sizes: number[] = [];
  const workspace = newWorkspace();
  await room.forWorkspace(workspace).write((tx) =>
    workers.jobs.enqueueMany(
      tx,
      note,
      Array.from({ length: 25 }, (_, index) => ({ payload: { text: `${index}` } })),
    ),
  );
  await workers.start([handlesTogether(note, 10, async (items) => void sizes.push(items.length))]);
  await expect.poll(() => sizes.reduce((sum, size) => sum + size, 0)).toBe(25);
  expect(Math.max(...sizes)).toBe(10);
  await expect.poll(async () => new Set((await workers.see()).map(({ state }) => state))).toEqual(new Set(['done']));
});

test('a workspace with thousands of jobs keeps nobody else waiting', async () => {
  const [busy, other] = [newWorkspace(), newWorkspace()];
  const order: string[] = [];
  const single = defineJob({ ...note, name: 'test.fair', queue: defineQueue({ name: 'fair', concurrency: 1 }) });
  const many = Array.from({ length: 3000 }, () => ({ payload: { text: 'busy' } }));
  await room.forWorkspace(busy).write((tx) => workers.jobs.enqueueMany(tx, single, many));
  await workers.enqueue(other, single, { text: 'other' });
  await workers.start([handles(single, async ({ text }) => void order.push(text))]);
  await expect.poll(() => order.indexOf('other')).toBeGreaterThan(-1);
  expect(order.indexOf('other')).toBeLessThan(5);
});

test('an effect and the end of its job are one transaction when the handler wants it so', async () => {
  const workspace = newWorkspace();
  await workers.start([
    handles(note, async (_payload, { db, finish }, id) => {
      await db.write(async (tx) => {
        await finish(tx);
      });
      throw new Error(`something after the end of ${id}`);
    }),
  ]);
  await workers.enqueue(workspace, note, { text: '' });
  await expect.poll(() => workers.see()).toMatchObject([{ state: 'done', attempts: 1 }]);
});

test('no index knows a column that taking a job changes, so that taking one writes no index', async () => {
  const { rows } = await ground.as(
    'owner',
    `select pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = 'holdfast.jobs'::regclass`,
  );
  const definitions = rows.map(({ definition }) => String(definition));
  expect(definitions).toHaveLength(7);
  for (const column of ['worker_id', 'node', 'fence', 'attempts', 'started_at', 'progress', 'state'])
    expect(definitions.filter((definition) => new RegExp(`\\b${column}\\b`).test(definition))).toEqual([]);
});
