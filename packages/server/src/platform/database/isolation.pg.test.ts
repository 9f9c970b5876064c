import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { sql } from 'kysely';
import { newWorkspace, useRoom } from './testing.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
const single = useRoom(ground.appUrl, { connections: 1 });

const addFolder = (workspace: string, id: string, name = id) =>
  sql`insert into probe.folders (workspace_id, id, name) values (${workspace}, ${id}, ${name})`;

describe('a workspace', () => {
  test('sees its own rows and nobody else’s', async () => {
    const [ours, theirs] = [newWorkspace(), newWorkspace()];
    const id = randomUUID();
    await room.forWorkspace(theirs).write((tx) => tx.run(addFolder(theirs, id)));

    const seen = await room.forWorkspace(ours).read((tx) => tx.many(sql`select * from probe.folders where id = ${id}`));
    expect(seen).toEqual([]);
    expect(await room.forWorkspace(theirs).read((tx) => tx.many(sql`select id from probe.folders`))).toEqual([{ id }]);
  });

  test('cannot write a row of another', async () => {
    const [ours, theirs] = [newWorkspace(), newWorkspace()];
    await expect(room.forWorkspace(ours).write((tx) => tx.run(addFolder(theirs, randomUUID())))).rejects.toThrow(
      /row-level security/,
    );
  });

  test('cannot change or delete a row of another', async () => {
    const [ours, theirs] = [newWorkspace(), newWorkspace()];
    const id = randomUUID();
    await room.forWorkspace(theirs).write((tx) => tx.run(addFolder(theirs, id)));
    const touched = await room
      .forWorkspace(ours)
      .write(async (tx) => [
        await tx.run(sql`update probe.folders set name = 'taken' where id = ${id}`),
        await tx.run(sql`delete from probe.folders where id = ${id}`),
      ]);
    expect(touched).toEqual([0, 0]);
  });

  test('cannot refer to a row of another: the foreign key itself refuses', async () => {
    const [ours, theirs] = [newWorkspace(), newWorkspace()];
    const folder = randomUUID();
    await room.forWorkspace(theirs).write((tx) => tx.run(addFolder(theirs, folder)));
    const refer = room
      .forWorkspace(ours)
      .write((tx) =>
        tx.run(
          sql`insert into probe_notes.notes (workspace_id, id, folder_id, title) values (${ours}, ${randomUUID()}, ${folder}, 'x')`,
        ),
      );
    await expect(refer).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('without a workspace', () => {
  test('there are no rows', async () => {
    const workspace = newWorkspace();
    await room.forWorkspace(workspace).write((tx) => tx.run(addFolder(workspace, randomUUID())));
    expect(await room.forInstance().read((tx) => tx.many(sql`select * from probe.folders`))).toEqual([]);
    expect((await ground.as('app', 'select * from probe.folders')).rows).toEqual([]);
  });

  test('nothing can be written', async () => {
    const write = ground.as(
      'app',
      `insert into probe.folders (workspace_id, id, name) values (gen_random_uuid(), gen_random_uuid(), 'x')`,
    );
    await expect(write).rejects.toThrow(/row-level security/);
  });

  test('not even the owner of the tables sees rows', async () => {
    const workspace = newWorkspace();
    await room.forWorkspace(workspace).write((tx) => tx.run(addFolder(workspace, randomUUID())));
    expect((await ground.as('owner', 'select * from probe.folders')).rows).toEqual([]);
  });
});

describe('the binding', () => {
  test('ends with its transaction, whatever became of it', async () => {
    const workspace = newWorkspace();
    await single.forWorkspace(workspace).write((tx) => tx.run(addFolder(workspace, randomUUID())));
    await expect(single.forWorkspace(workspace).write((tx) => tx.run(sql`select 1 / 0`))).rejects.toThrow(
      /division by zero/,
    );
    expect(
      await single
        .forInstance()
        .read((tx) => tx.one(sql`select nullif(current_setting('holdfast.workspace_id', true), '') as bound`)),
    ).toEqual({ bound: null });
  });

  test('that was set for a whole session is noticed, and that connection is not used again', async () => {
    await single
      .forInstance()
      .write((tx) => tx.run(sql`select set_config('holdfast.workspace_id', ${randomUUID()}, false)`));
    await expect(single.forWorkspace(newWorkspace()).read((tx) => tx.one(sql`select 1`))).rejects.toThrow(
      /still bound/,
    );
    expect(await single.forInstance().read((tx) => tx.one(sql`select 1 as one`))).toEqual({ one: 1 });
  });
});
