import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { afterCommit, tellCommitted } from './after-commit.ts';
import { newWorkspace, useRoom } from './testing.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);

test('what is asked for is done once, after the commit, and others see what was written by then', async () => {
  const db = room.forWorkspace(newWorkspace());
  const told: number[] = [];
  const seen = Promise.withResolvers<number>();
  const count = (): Promise<number> =>
    db.read(async (tx) => (await tx.many(sql`select from probe.folders where workspace_id = ${tx.workspace}`)).length);
  const act = (): void => {
    told.push(1);
    count().then(seen.resolve, seen.reject);
  };
  await db.write(async (tx) => {
    afterCommit(tx, act);
    await tx.savepoint(async () => afterCommit(tx, act));
    await tx.run(
      sql`insert into probe.folders (workspace_id, id, name) values (${tx.workspace}, ${tx.workspace}, 'a')`,
    );
    expect(told).toEqual([]);
  });
  expect(await seen.promise).toBe(1);
  expect(told).toEqual([1]);
});

test('nothing is done for a transaction that was rolled back, and once for one that was run again', async () => {
  const db = room.forWorkspace(newWorkspace());
  const told: string[] = [];
  const undone = db.write(async (tx) => {
    afterCommit(tx, () => void told.push('undone'));
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow('changed my mind');
  let tries = 0;
  await db.write(async (tx) => {
    tries += 1;
    const nth = tries;
    afterCommit(tx, () => void told.push(`try ${nth}`));
    if (tries === 1) await tx.run(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
  });
  expect(told).toEqual(['try 2']);
});

test('what was done is forgotten, with all that it knows', async () => {
  const told: number[] = [];
  const ended = await room.forWorkspace(newWorkspace()).write(async (tx) => {
    afterCommit(tx, () => void told.push(1));
    return tx;
  });
  tellCommitted(ended);
  expect(told).toEqual([1]);
});
