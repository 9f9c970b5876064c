import type { SignInId } from '@holdfast/protocol/identity/account';
import type { AccountId } from '@holdfast/protocol/identity/people';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../test/ground/database.ts';
import { addWorkspace, join } from '../../../../test/ground/first-account.ts';
import { useRoom } from '../../../platform/database/testing.ts';
import { storeNewPassword } from '../passwords/store.ts';
import { renewSignIn } from '../sign-ins/store.ts';
import { removeSecondFactor } from './store.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);

test('a sign-in that gets another id while its second factor is removed has shown none afterwards', async () => {
  const one = await join({ database: ground }, await addWorkspace({ database: ground }, 'One'), 'admin');
  const account = one.account as AccountId;
  await ground.as(
    'admin',
    `insert into auth.second_factors (account_id, secret, confirmed_at) values ($1, '', now())`,
    [account],
  );
  const { rows } = await ground.as(
    'admin',
    'update auth.sign_ins set second_factor = true where account_id = $1 returning id',
    [account],
  );
  const [old, renewed] = [rows[0].id as SignInId, randomUUID() as SignInId];
  const isRenewed = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const change = room.forInstance().write(async (tx) => {
    await storeNewPassword(tx, { id: account, password_version: 1 }, 'a hash', old);
    await renewSignIn(tx, old, { id: renewed, secretHash: Buffer.alloc(32), secondFactor: false });
    isRenewed.resolve();
    await mayCommit.promise;
  });
  await isRenewed.promise;
  const removal = room.forInstance().write((tx) => removeSecondFactor(tx, account));
  await expect.poll(() => waiting()).toBe(1);
  mayCommit.resolve();
  await Promise.all([change, removal]);
  const left = await ground.as('admin', 'select id, second_factor from auth.sign_ins where account_id = $1', [account]);
  expect(left.rows).toEqual([{ id: renewed, second_factor: false }]);
});

const waiting = async (): Promise<number> =>
  (
    await ground.as(
      'admin',
      `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
  ).rows[0].n;
