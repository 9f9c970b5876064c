import { randomUUID } from 'node:crypto';
import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../../../platform/database/testing.ts';
import { createJobs } from '../../../../platform/jobs/jobs.ts';
import { createOutbox } from '../../../../platform/outbox/outbox.ts';
import { createMetrics } from '../../../../platform/telemetry/metrics.ts';
import type { ImportsParts } from '../parts.ts';
import { IMPORT_JOB } from './jobs.ts';
import { settleImports } from './settle.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
const jobs = createJobs(randomUUID);

const addImport = async (workspace: WorkspaceId, status: string): Promise<ImportId> => {
  const id = randomUUID() as ImportId;
  await ground.as(
    'admin',
    `insert into knowledge.imports (workspace_id, id, status, filename, bytes, sha256, format, encoding, reading, asked,
                                    rows_total, actor_kind, actor_id)
     values ($1, $2, $3, 'a.csv', 1, '', 'csv', 'utf-8', '{}', '{}', 0, 'key', $1)`,
    [workspace, id, status],
  );
  return id;
};

const addJob = async (workspace: WorkspaceId, id: ImportId): Promise<void> => {
  await room.forWorkspace(workspace).write((tx) => jobs.enqueue(tx, IMPORT_JOB, { import_id: id }, { key: id }));
};

const statusOf = async (id: ImportId): Promise<unknown> => {
  const { rows } = await ground.as('admin', 'select status, failure from knowledge.imports where id = $1', [id]);
  return rows[0];
};

test('an import whose job is gone is cancelled, one whose job was given up has failed, and the others go on', async () => {
  const [one, other] = [newWorkspace(), newWorkspace()];
  const cancelled = await addImport(one, 'pending');
  const given = await addImport(other, 'processing');
  const waiting = await addImport(other, 'pending');
  const ended = await addImport(one, 'completed');
  for (const [workspace, id] of [[other, given] as const, [other, waiting] as const]) await addJob(workspace, id);
  await ground.as('admin', `update holdfast.jobs set stage = 'dead' where key = $1`, [given]);
  const parts: Partial<ImportsParts> = {
    database: room,
    jobs,
    metrics: createMetrics(),
    outbox: createOutbox({ makeId: randomUUID, wake: { relay: () => {}, lanes: () => {} } }),
    onChanged: () => {},
  };

  // the rest of the parts is for those who import
  await settleImports(parts as ImportsParts, new AbortController().signal);
  expect(await statusOf(cancelled)).toEqual({ status: 'cancelled', failure: null });
  expect(await statusOf(given)).toEqual({
    status: 'failed',
    failure: expect.stringContaining('Nobody works on it any more'),
  });
  expect(await statusOf(waiting)).toEqual({ status: 'pending', failure: null });
  expect(await statusOf(ended)).toEqual({ status: 'completed', failure: null });
  const events = await ground.as('admin', 'select object_id, data from holdfast.outbox_events order by created_at');
  expect(events.rows).toMatchObject([
    { object_id: cancelled, data: { status: 'cancelled', was: 'pending' } },
    { object_id: given, data: { status: 'failed', was: 'processing' } },
  ]);
});
