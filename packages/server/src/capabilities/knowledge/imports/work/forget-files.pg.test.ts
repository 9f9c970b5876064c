import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../../../platform/database/testing.ts';
import type { Run } from '../../../../platform/jobs/handler.ts';
import type { ImportsParts } from '../parts.ts';
import { importsWork } from './work.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);

const addFile = async (workspace: string, daysAgo: number): Promise<string> => {
  const id = randomUUID();
  await ground.as(
    'admin',
    `insert into knowledge.imports (workspace_id, id, status, filename, bytes, sha256, format, encoding, reading, asked,
                                    rows_total, actor_kind, actor_id, created_at)
     values ($1, $2, 'completed', 'a.csv', 1, '', 'csv', 'utf-8', '{}', '{}', 0, 'key', $1, now() - make_interval(days => $3))`,
    [workspace, id, daysAgo],
  );
  await ground.as('admin', `insert into knowledge.import_files values ($1, $2, 0, 'x')`, [workspace, id]);
  return id;
};

test('files of all workspaces are forgotten after their days, and their imports stay', async () => {
  const [one, other] = [newWorkspace(), newWorkspace()];
  const kept = [await addFile(one, 6), await addFile(other, 0)];
  for (const workspace of [one, one, other]) await addFile(workspace, 8);
  const limits = { rows: 1, bytes: 1, filesKeptDays: 7 };
  // the rest of the parts is for those who import
  const { handlers } = importsWork({ database: room, limits } as ImportsParts);
  const forget = handlers.find(({ job }) => job.name === 'knowledge.forget_files');
  await forget?.handle([{ id: randomUUID(), payload: { time: 0 } }], { signal: new AbortController().signal } as Run);
  const files = await ground.as('admin', 'select import_id from knowledge.import_files');
  expect(new Set(files.rows.map((row: { import_id: string }) => row.import_id))).toEqual(new Set(kept));
  expect((await ground.as('admin', 'select from knowledge.imports')).rowCount).toBe(5);
});
