import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { newWorkspace, useRoom } from './testing.ts';
import type { InstanceWrite } from './transaction.ts';

const ground = useDatabase();
const single = useRoom(ground.appUrl, { connections: 1 });

test('a transaction that was kept cannot be used after its end', async () => {
  const kept: InstanceWrite[] = [];
  await single.forInstance().write(async (tx) => void kept.push(tx));
  await expect(kept[0]?.one(sql`select 1`)).rejects.toThrow('used after its end');
});

test('a savepoint that is late undoes nothing of whoever has the connection then', async () => {
  const workspace = newWorkspace();
  const late = Promise.withResolvers<void>();
  const first = single.forWorkspace(newWorkspace()).write((tx) =>
    Promise.all([
      tx.savepoint(async () => {
        await late.promise;
        throw new Error('too late');
      }),
      tx.one(sql`select 1`).then(() => Promise.reject(new Error('the other branch fails'))),
    ]),
  );
  await expect(first).rejects.toThrow('the other branch fails');
  await single.forWorkspace(workspace).write(async (tx) => {
    await tx.savepoint(async () => {
      await tx.run(
        sql`insert into probe.folders (workspace_id, id, name) values (${workspace}, ${randomUUID()}, 'kept')`,
      );
      late.resolve();
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    });
  });
  const kept = await single
    .forWorkspace(workspace)
    .read((tx) => tx.many(sql<{ name: string }>`select name from probe.folders where workspace_id = ${workspace}`));
  expect(kept).toEqual([{ name: 'kept' }]);
});
