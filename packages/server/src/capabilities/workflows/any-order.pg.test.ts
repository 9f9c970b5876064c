import type { JsonObject } from '@holdfast/protocol/json';
import { WorkflowId } from '@holdfast/protocol/workflows/workflow';
import type { NewPatch } from '@holdfast/protocol/workflows/patches';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../platform/database/testing.ts';
import type { Context } from '../../platform/http/context.ts';
import { createJobs } from '../../platform/jobs/jobs.ts';
import { mergePatch } from './folding/merge-patch.ts';
import { anyPatch } from './folding/testing/any-patch.ts';
import { readState } from './read-state.ts';
import { record } from './recording/record.ts';
import { foldWorkflow } from './upkeep/fold.ts';
import { expireSome } from './upkeep/retention.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
const DAY = 86_400_000;
const NOW = Date.now();
const { signal } = new AbortController();
/** Small ones, so that a few patches make many folds. */
const SIZES = { patches: 3, tail: 2, folds: 2 };

const open = (keptDays = 60) => {
  const workspace = newWorkspace();
  const id = WorkflowId.parse(randomUUID());
  const db = room.forWorkspace(workspace);
  // the rest of a context is not looked at
  const ctx = { db, workspace } as Context;
  const parts = { database: room, jobs: createJobs(randomUUID), keptDays, onPatched: () => {} };
  return {
    db,
    id,
    send: (patches: readonly NewPatch[]) => record(parts, ctx, id, patches),
    fold: () => foldWorkflow(db, id, signal, SIZES),
    expire: (days: number) => expireSome(db, id, days),
    state: async (at?: string) => (await readState(ctx, id, { at })).state,
    folds: async (): Promise<number> =>
      (await ground.as('admin', 'select from workflows.folds where workflow_id = $1 and level = 1', [id])).rowCount ??
      0,
    loose: async () =>
      (
        await ground.as(
          'admin',
          `select loose::int, (select count(*)::int from workflows.patches p where p.workflow_id = w.workflow_id) -
             (select coalesce(sum(f.patches), 0)::int from workflows.folds f where f.workflow_id = w.workflow_id and f.level = 1) as counted
             from workflows.workflows w where workflow_id = $1`,
          [id],
        )
      ).rows[0] as { loose: number; counted: number },
  };
};

const before = (one: NewPatch, other: NewPatch): number =>
  one.time.localeCompare(other.time) ||
  (one.node < other.node ? -1 : Number(one.node > other.node)) ||
  one.sequence - other.sequence;

const places = (patches: readonly NewPatch[]) => patches.toSorted(before);

const stateOf = (patches: readonly NewPatch[], at = '9'): unknown =>
  places(patches)
    .filter(({ time }) => time <= at)
    .reduce<unknown>((state, { patch }) => mergePatch(state, patch), {});

const anyPatches = fc
  .array(fc.tuple(fc.constantFrom('a', 'B', 'c'), fc.integer({ min: 0, max: 12 }), anyPatch), {
    minLength: 1,
    maxLength: 40,
  })
  .map((all) =>
    all.map(([node, day, patch], sequence): NewPatch => ({
      node,
      sequence,
      time: new Date(NOW - (50 - day * 2) * DAY).toISOString(),
      patch: patch as JsonObject,
    })),
  );

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the same state', () => {
  test(
    'comes of any arrival order, cut into any requests, sent twice, folded at any time between',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          anyPatches.chain((patches) =>
            fc.tuple(
              fc.constant(patches),
              fc.shuffledSubarray(patches, { minLength: patches.length }),
              fc.infiniteStream(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.boolean())),
            ),
          ),
          async ([patches, arriving, cuts]) => {
            const workflow = open();
            for (let place = 0; place < arriving.length;) {
              const [size, folds] = cuts.next().value as [number, boolean];
              // a few of what was sent before come again
              await workflow.send(arriving.slice(Math.max(0, place - 2), place + size));
              place += size;
              if (folds) await workflow.fold();
            }
            expect(plain(await workflow.state())).toEqual(plain(stateOf(patches)));
            for (const at of new Set(patches.map(({ time }) => time)))
              expect(plain(await workflow.state(at))).toEqual(plain(stateOf(patches, at)));
            const { loose, counted } = await workflow.loose();
            expect(loose).toBe(counted);
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  test(
    'stays when what is old is folded away, at the end and at every moment that is kept',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(anyPatches, fc.boolean(), async (patches, folds) => {
          const workflow = open();
          await workflow.send(patches);
          if (folds) await workflow.fold();
          const kept = patches.filter(({ time }) => Date.parse(time) >= Date.now() - 36 * DAY);
          while (await workflow.expire(36));
          if (kept.length === 0) {
            await expect(workflow.state()).rejects.toMatchObject({ code: 'not_found' });
            return;
          }
          expect(plain(await workflow.state())).toEqual(plain(stateOf(patches)));
          for (const { time } of kept) expect(plain(await workflow.state(time))).toEqual(plain(stateOf(patches, time)));
          // what was folded away comes again, and a late one from before
          const old = patches.filter((patch) => !kept.includes(patch));
          const late = {
            node: 'late',
            sequence: 0,
            time: new Date(NOW - 37 * DAY).toISOString(),
            patch: { a: 'late' },
          };
          const answer = await workflow.send([...old, late]);
          const isFolded = old.length > 0;
          expect(answer.expired).toBe(isFolded ? old.length + 1 : 0);
          if (isFolded) expect(plain(await workflow.state())).toEqual(plain(stateOf(patches)));
          const { loose, counted } = await workflow.loose();
          expect(loose).toBe(counted);
        }),
        { numRuns: 40 },
      );
    },
  );

  test('comes of senders that send at once, while patches are folded', async () => {
    const workflow = open();
    const patches = Array.from({ length: 8 }, (_nothing, node) =>
      Array.from({ length: 40 }, (_nothing2, sequence) => ({
        node: `node-${node}`,
        sequence,
        time: new Date(NOW - ((sequence * 7 + node * 3) % 50) * 1000).toISOString(),
        patch: {
          [`k${(sequence + node) % 9}`]: sequence % 5 === 0 ? null : { by: node, [`s${sequence % 3}`]: sequence },
        },
      })),
    );
    const sending = Promise.all(
      patches.map(async (mine) => {
        for (let place = 0; place < mine.length; place += 4) await workflow.send(mine.slice(place, place + 4));
      }),
    );
    for (let round = 0; round < 20; round += 1) await workflow.fold();
    await sending;
    await workflow.fold();
    expect(plain(await workflow.state())).toEqual(plain(stateOf(patches.flat())));
    const { loose, counted } = await workflow.loose();
    expect(loose).toBe(counted);
  });
});

describe('a patch that comes late', () => {
  const at = (second: number): string => new Date(NOW - 100_000 + second * 1000).toISOString();
  const patch = (sequence: number, second = sequence): NewPatch => ({
    node: 'a',
    sequence,
    time: at(second),
    patch: { [`k${sequence % 4}`]: sequence },
  });

  test('leaves no fold that was made without it, on whatever level', async () => {
    const workflow = open();
    await workflow.send(Array.from({ length: 30 }, (_nothing, index) => patch(index)));
    await workflow.fold();
    const levels = async () =>
      (
        await ground.as(
          'admin',
          'select level, sum(patches)::int as patches from workflows.folds where workflow_id = $1 group by level order by level',
          [workflow.id],
        )
      ).rows as { level: number; patches: number }[];
    const before = await levels();
    expect(before.length).toBeGreaterThan(2);
    await workflow.send([patch(100, 10.5)]);
    for (const { level, patches } of await levels())
      expect(patches).toBeLessThan(before.find((one) => one.level === level)?.patches ?? 0);
    await workflow.fold();
    expect((await levels()).map(({ level }) => level)).toEqual(before.map(({ level }) => level));
  });

  test('takes away one fold and no other, wherever it comes', async () => {
    const workflow = open();
    await workflow.send(Array.from({ length: 20 }, (_nothing, index) => patch(index)));
    await workflow.fold();
    const folds = await workflow.folds();
    expect(folds).toBeGreaterThan(4);
    await workflow.send([patch(100, 0.5)]);
    expect(await workflow.folds()).toBe(folds - 1);
    await workflow.send([patch(101, 7.5)]);
    expect(await workflow.folds()).toBe(folds - 2);
    await workflow.fold();
    expect(await workflow.folds()).toBeGreaterThanOrEqual(folds);
  });

  test('that is the last takes away none', async () => {
    const workflow = open();
    await workflow.send(Array.from({ length: 20 }, (_nothing, index) => patch(index)));
    await workflow.fold();
    const folds = await workflow.folds();
    await workflow.send([patch(100, 50), patch(101, 19.5), patch(102, 18.5)]);
    expect(await workflow.folds()).toBe(folds);
  });
});

test('a workflow that nobody patched for so long is gone, and what came of it is gone with it', async () => {
  const workflow = open();
  await workflow.send([{ node: 'a', sequence: 1, time: new Date(NOW - 50 * DAY).toISOString(), patch: { a: 1 } }]);
  expect(await workflow.expire(30)).toBe(false);
  for (const table of ['workflows', 'patches', 'nodes', 'folds'])
    expect(
      (await ground.as('admin', `select from workflows.${table} where workflow_id = $1`, [workflow.id])).rowCount,
    ).toBe(0);
});

test('a state that is far larger than can be shown, or was on the way, is given up before it is whole', async () => {
  const { send, state } = open();
  const now = new Date(NOW - 60_000).toISOString();
  const large = (from: number, count: number, value: string | null) =>
    send(
      Array.from({ length: count }, (_, index) => ({
        node: 'a',
        sequence: (value === null ? 10_000 : 0) + from + index,
        time: now,
        patch: { [`k${from + index}`]: value },
      })),
    );
  const VALUE = 'v'.repeat(60_000);
  for (let from = 0; from < 60; from += 30) await large(from, 30, VALUE);
  expect(Object.keys(await state())).toHaveLength(60);
  for (let from = 60; from < 400; from += 34) await large(from, 34, VALUE);
  await expect(state()).rejects.toMatchObject({ code: 'conflict' });
  // also where it is small in the end, like nothing else that was so large on the way
  for (let from = 0; from < 400; from += 100) await large(from, 100, null);
  await expect(state()).rejects.toMatchObject({ code: 'conflict' });
});

test('a state that was made of much more than it is now is shown', async () => {
  const { send, state } = open();
  const now = new Date(NOW - 60_000).toISOString();
  const VALUE = 'v'.repeat(60_000);
  for (let from = 0; from < 400; from += 40)
    await send(
      Array.from({ length: 40 }, (_, index) => ({
        node: 'a',
        sequence: from + index,
        time: now,
        patch: { same: `${VALUE}${from + index}` },
      })),
    );
  expect(await state()).toEqual({ same: `${VALUE}399` });
});
