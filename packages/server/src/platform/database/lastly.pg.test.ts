import type { WorkspaceId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { afterCommit } from './after-commit.ts';
import { newWorkspace, useRoom } from './testing.ts';
import type { Write } from './transaction.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);

const add = (tx: Write, name: string) =>
  tx.run(sql`insert into probe.counters as c (workspace_id, name, value) values (${tx.workspace}, ${name}, 1)
             on conflict (workspace_id, name) do update set value = c.value + excluded.value`);
const valuesIn = (workspace: WorkspaceId) =>
  room
    .forWorkspace(workspace)
    .read((tx) => tx.many(sql<{ name: string; value: number }>`select name, value from probe.counters order by name`));

test('what is asked last is committed together with what came before, and nothing can be asked afterwards', async () => {
  const workspace = newWorkspace();
  const db = room.forWorkspace(workspace);
  const told: string[] = [];
  const value = await db.write(async (tx) => {
    await add(tx, 'first');
    afterCommit(tx, () => void told.push('committed'));
    return tx.lastly(() => Promise.all([add(tx, 'last'), add(tx, 'last')]));
  });
  expect([value, told]).toEqual([[1, 1], ['committed']]);
  expect(await valuesIn(workspace)).toEqual([
    { name: 'first', value: 1 },
    { name: 'last', value: 2 },
  ]);
  const late = db.write(async (tx) => {
    await tx.lastly(() => add(tx, 'last'));
    await add(tx, 'late');
  });
  await expect(late).rejects.toThrow(/after its end/);
});

test('a statement that was asked last and fails undoes everything, and the connection is as good as before', async () => {
  const workspace = newWorkspace();
  const db = room.forWorkspace(workspace);
  const failing = (last: ReturnType<typeof sql>) =>
    db.write(async (tx) => {
      await add(tx, 'first');
      await tx.lastly(() => Promise.all([add(tx, 'last'), tx.run(last), add(tx, 'behind')]));
    });
  await expect(failing(sql`select 1 / 0`)).rejects.toThrow(/division by zero/);
  await expect(failing(sql`select pg_terminate_backend(pg_backend_pid())`)).rejects.toMatchObject({
    code: 'database_unavailable',
  });
  expect(await valuesIn(workspace)).toEqual([]);
  for (let time = 0; time < 20; time += 1) await db.write((tx) => tx.lastly(() => add(tx, 'a')));
  expect(await valuesIn(workspace)).toEqual([{ name: 'a', value: 20 }]);
});

test('what is last inside a savepoint is not the last of the transaction', async () => {
  const workspace = newWorkspace();
  await room.forWorkspace(workspace).write(async (tx) => {
    await tx.savepoint(() => tx.lastly(() => add(tx, 'inner')));
    await add(tx, 'outer');
  });
  expect((await valuesIn(workspace)).map(({ name }) => name)).toEqual(['inner', 'outer']);
});

test('an error of ours before all was asked undoes what was asked', async () => {
  const workspace = newWorkspace();
  const db = room.forWorkspace(workspace);
  const stumble = async (): Promise<void> => {
    throw new RangeError('it does not fit');
  };
  const failing = db.write((tx) => tx.lastly(() => Promise.all([add(tx, 'asked'), stumble()])));
  await expect(failing).rejects.toThrow('it does not fit');
  const throwing = db.write((tx) =>
    tx.lastly(() => {
      void add(tx, 'asked').catch(() => {});
      throw new RangeError('it does not fit');
    }),
  );
  await expect(throwing).rejects.toThrow('it does not fit');
  expect(await valuesIn(workspace)).toEqual([]);
  await db.write((tx) => tx.lastly(() => add(tx, 'a')));
  expect(await valuesIn(workspace)).toEqual([{ name: 'a', value: 1 }]);
});
