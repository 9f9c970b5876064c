import type { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import { PERMISSIONS_OF } from '@holdfast/protocol/permissions';
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../../../test/ground/database.ts';
import { addWorkspace, join, type Who } from '../../../../test/ground/first-account.ts';
import { silentLog } from '../../../../test/ground/silent-log.ts';
import { systemClock } from '../../../platform/clock/clock.ts';
import { useRoom } from '../../../platform/database/testing.ts';
import type { Context } from '../../../platform/http/context.ts';
import { createMakeKeys } from './make-key.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
let maker: Who;
let other: Who;
beforeAll(async () => {
  maker = await join({ database: ground }, await addWorkspace({ database: ground }, 'One'), 'admin');
  other = await join({ database: ground }, await addWorkspace({ database: ground }, 'Two'), 'admin');
});

const contextOf = ({ member, workspace }: Who): Context => ({
  log: silentLog,
  signal: new AbortController().signal,
  clock: systemClock,
  traceId: 'a'.repeat(32),
  calledFrom: undefined,
  caller: { address: '::1', headers: {} },
  tell: () => {},
  principal: {
    id: member as PrincipalId,
    kind: 'member',
    permissions: PERMISSIONS_OF.admin,
    workspace: workspace as WorkspaceId,
  },
  workspace: workspace as WorkspaceId,
  db: room.forWorkspace(workspace as WorkspaceId),
});

const makeWith = (...publicIds: string[]) =>
  createMakeKeys({
    audit: { add: async () => {}, wrote: () => {} },
    makeId: () => randomUUID(),
    onEnded: () => {},
    newPublicId: () => publicIds.shift() ?? 'NoMoreOfThem0000',
  });
const WANTED = { name: 'a key', scopes: ['work:read' as const] };

test('a public id that is taken, in whichever workspace, is refused by the database and another is used', async () => {
  expect((await makeWith('Taken00000000000').create(contextOf(maker), WANTED)).public_id).toBe('Taken00000000000');
  const again = makeWith('Taken00000000000', 'Taken00000000000', 'Free000000000000');
  const made = await again.create(contextOf(other), WANTED);
  expect([made.public_id, made.key.slice(0, 20)]).toEqual(['Free000000000000', 'hf_Free000000000000_']);
  const places = await ground.as('admin', 'select public_id, workspace_id from auth.key_places order by 1');
  expect(places.rows).toEqual([
    { public_id: 'Free000000000000', workspace_id: other.workspace },
    { public_id: 'Taken00000000000', workspace_id: maker.workspace },
  ]);
});

test('when every id is taken nothing is written', async () => {
  const same = Array.from({ length: 9 }, () => 'Always0000000000');
  await makeWith(...same).create(contextOf(maker), WANTED);
  await expect(makeWith(...same).create(contextOf(other), WANTED)).rejects.toMatchObject({ code: 'conflict' });
  const { rows } = await ground.as(
    'admin',
    `select count(*)::int as keys from identity.keys where public_id = 'Always0000000000'`,
  );
  expect(rows).toEqual([{ keys: 1 }]);
});

test('the application can neither place a key by itself nor make another of one that is there', async () => {
  await expect(
    ground.as('app', `insert into auth.key_places values ('x', gen_random_uuid(), gen_random_uuid())`),
  ).rejects.toThrow('permission denied');
  const { id } = await makeWith('Stays00000000000').create(contextOf(maker), WANTED);
  for (const change of [
    `scopes = '{instance:manage}'`,
    `secret_hash = ''`,
    `public_id = 'x'`,
    'created_by = gen_random_uuid()',
  ])
    await expect(
      ground.as(
        'app',
        `do $$ begin perform set_config('holdfast.workspace_id', '${maker.workspace}', false); update identity.keys set ${change} where id = '${id}'; end $$`,
      ),
    ).rejects.toThrow('a key stays what it was made');
});
