import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../test/ground/database.ts';
import { addWorkspace, join } from '../../../../test/ground/first-account.ts';
import { silentLog } from '../../../../test/ground/silent-log.ts';
import { useRoom } from '../../../platform/database/testing.ts';
import { createUses } from './uses.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);

const addKey = async (publicId: string): Promise<string> => {
  const { workspace, member } = await join(
    { database: ground },
    await addWorkspace({ database: ground }, 'One'),
    'admin',
  );
  const id = randomUUID();
  await ground.as(
    'admin',
    `insert into identity.keys (workspace_id, id, public_id, secret_hash, last_four, name, scopes, created_by)
     values ($1, $2, $3, '', '', 'a key', '{}', $4)`,
    [workspace, id, publicId, member],
  );
  return id;
};
const usedAt = async (id: string): Promise<Date | null> =>
  (
    (await ground.as('admin', 'select used_at from identity.keys where id = $1', [id])).rows[0] as {
      used_at: Date | null;
    }
  ).used_at;

test('a use is stored within a second or two, once a minute however often there is one', async () => {
  const id = await addKey('Used000000000000');
  let elapsed = 0;
  const uses = createUses(room.forInstance(), { now: () => 0, elapsed: () => elapsed }, silentLog);
  for (let count = 0; count < 100; count += 1) uses.key('Used000000000000');
  await expect.poll(() => usedAt(id)).not.toBeNull();
  const first = await usedAt(id);
  elapsed = 59_999;
  uses.key('Used000000000000');
  await uses.close();
  expect(await usedAt(id)).toEqual(first);
  const later = createUses(room.forInstance(), { now: () => 0, elapsed: () => elapsed }, silentLog);
  later.key('Used000000000000');
  await later.close();
  expect((await usedAt(id))?.getTime()).toBeGreaterThan(first?.getTime() ?? Number.POSITIVE_INFINITY);
});

test('what a stop leaves untold is told on the way out, and nobody is touched who is unknown', async () => {
  const id = await addKey('Told000000000000');
  const uses = createUses(room.forInstance(), { now: () => 0, elapsed: () => 0 }, silentLog);
  uses.key('Told000000000000');
  uses.key('Nobody0000000000');
  uses.signIn(randomUUID());
  await uses.close();
  expect(await usedAt(id)).not.toBeNull();
});
