import { WorkflowId } from '@holdfast/protocol/workflows/workflow';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../../platform/database/testing.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { JobHandler, Run } from '../../../platform/jobs/handler.ts';
import { createJobs } from '../../../platform/jobs/jobs.ts';
import type { WorkflowsParts } from '../parts.ts';
import { record } from '../recording/record.ts';
import { FOLD_JOB } from './jobs.ts';
import { workflowsWork } from './work.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
const DAY = 86_400_000;

const parts: WorkflowsParts = { database: room, jobs: createJobs(randomUUID), keptDays: 60, onPatched: () => {} };

const open = () => {
  const workspace = newWorkspace();
  const id = WorkflowId.parse(randomUUID());
  const ctx = { db: room.forWorkspace(workspace), workspace } as Context;
  const send = (from: number, count: number, daysAgo: number) =>
    record(
      parts,
      ctx,
      id,
      Array.from({ length: count }, (_nothing, index) => ({
        node: 'a',
        sequence: from + index,
        time: new Date(Date.now() - daysAgo * DAY + index * 1000).toISOString(),
        patch: { [`k${index % 7}`]: from + index },
      })),
    );
  const countIn = async (table: string, where = 'true'): Promise<number> =>
    (await ground.as('admin', `select from workflows.${table} where workflow_id = $1 and ${where}`, [id])).rowCount ??
    0;
  return { workspace, id, db: ctx.db, send, countIn };
};

const handlerOf = (name: string): JobHandler => {
  const found = workflowsWork({ database: room, keptDays: 30 }).handlers.find(({ job }) => job.name === name);
  if (found === undefined) throw new Error(`No handler of ${name}`);
  return found;
};

const run = (name: string, payload: unknown, db: Run['db']): Promise<void> =>
  handlerOf(name).handle([{ id: randomUUID(), payload }], { db, signal: new AbortController().signal } as Run);

test('the sweep folds away what is old in every workspace, as much as there is, and leaves the rest', async () => {
  const [one, other, gone] = [open(), open(), open()];
  for (const workflow of [one, other]) {
    for (let part = 0; part < 3; part += 1) await workflow.send(part * 900, 900, 40);
    await workflow.send(5000, 5, 3);
  }
  await gone.send(0, 10, 50);
  await run('workflows.expire', { time: 0 }, room.forWorkspace(newWorkspace()));
  for (const workflow of [one, other]) {
    expect(await workflow.countIn('patches')).toBe(5);
    expect(await workflow.countIn('workflows', 'base_patches = 2700 and patches = 5')).toBe(1);
  }
  expect(await gone.countIn('workflows')).toBe(0);
  await run('workflows.expire', { time: 0 }, room.forWorkspace(newWorkspace()));
  expect(await one.countIn('patches')).toBe(5);
});

test('patches that no fold covers are folded by one job, once there are enough of them', async () => {
  const workflow = open();
  const jobs = async () =>
    (await ground.as('admin', 'select payload from holdfast.jobs where workspace_id = $1', [workflow.workspace])).rows;
  for (let part = 0; part < 2; part += 1) await workflow.send(part * 1000, 1000, 2 - part);
  expect(await jobs()).toEqual([]);
  for (let part = 2; part < 5; part += 1) await workflow.send(part * 1000, 1000, 1 - part / 10);
  expect(await jobs()).toEqual([{ payload: { workflow_id: workflow.id } }]);
  await run(FOLD_JOB.name, { workflow_id: workflow.id }, workflow.db);
  expect(await workflow.countIn('folds', 'level = 1')).toBeGreaterThan(2);
  expect(await workflow.countIn('workflows', 'loose < 2000')).toBe(1);
});
