import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { useDatabase } from '../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../database/testing.ts';
import { writeChain } from './testing/chain.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
let workspace: WorkspaceId;
beforeAll(async () => {
  workspace = newWorkspace();
  await writeChain(room, workspace, 2);
});

/** As the application's role, in its own workspace. */
const asApp = (statement: string): Promise<pg.QueryResult> =>
  ground.as(
    'app',
    `do $body$ begin perform set_config('holdfast.workspace_id', '${workspace}', false); ${statement}; end $body$`,
  );

describe('the application\u2019s role may add entries, and nothing else:', () => {
  test.each([
    [`update holdfast.audit_entries set action = 'key.read'`],
    [`update holdfast.audit_entries set number = null, hash = null`],
    ['delete from holdfast.audit_entries'],
    ['truncate holdfast.audit_entries'],
    ['truncate holdfast.audit_entries cascade'],
    [`update holdfast.audit_heads set number = 0`],
    ['delete from holdfast.audit_heads'],
    [`insert into holdfast.audit_heads values (gen_random_uuid(), 0, '')`],
    [`update holdfast.audit_personal set address = 'x'`],
    ['delete from holdfast.audit_personal'],
    ['alter table holdfast.audit_entries disable trigger all'],
    ['drop trigger audit_entries_are_stamped on holdfast.audit_entries'],
    [
      `create or replace function holdfast.seal_audit(space uuid, most integer) returns integer language sql as 'select 0'`,
    ],
  ])('not %s', async (statement) => {
    await expect(asApp(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  test('and neither says when an act was nor where it stands', async () => {
    const id = randomUUID();
    await asApp(
      `insert into holdfast.audit_entries (workspace_id, id, at, action, actor_kind, number, hash)
       values ('${workspace}', '${id}', '2001-01-01', 'key.read', 'system', 77, 'x')`,
    );
    const { rows } = await ground.as(
      'admin',
      `select at > now() - interval '1 minute' as is_now, number, hash from holdfast.audit_entries where id = $1`,
      [id],
    );
    expect(rows).toEqual([{ is_now: true, number: null, hash: null }]);
  });

  test('nor writes into another workspace, nor reads there', async () => {
    await expect(
      asApp(
        `insert into holdfast.audit_entries (workspace_id, id, at, action, actor_kind)
         values ('${newWorkspace()}', gen_random_uuid(), now(), 'key.read', 'system')`,
      ),
    ).rejects.toThrow('row-level security');
    const seen = (reader: WorkspaceId) =>
      room.forWorkspace(reader).read((tx) => tx.many(sql`select id from holdfast.audit_entries`));
    expect((await seen(workspace)).length).toBeGreaterThan(0);
    expect(await seen(newWorkspace())).toEqual([]);
    expect((await ground.as('app', 'select * from holdfast.audit_entries')).rows).toEqual([]);
  });
});
