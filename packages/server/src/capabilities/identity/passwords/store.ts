import type { SignInId } from '@holdfast/protocol/identity/account';
import type { AccountId } from '@holdfast/protocol/identity/people';
import { sql } from 'kysely';
import type { InstanceDb } from '../../../platform/database/database.ts';
import type { InstanceWrite } from '../../../platform/database/transaction.ts';

interface Versioned {
  readonly id: AccountId;
  readonly password_version: number;
}

/** Ends every sign-in but one, and tells which. Undefined when another change of the password came first. */
export const storeNewPassword = async (
  tx: InstanceWrite,
  { id, password_version }: Versioned,
  hash: string,
  but: SignInId,
): Promise<readonly SignInId[] | undefined> => {
  const [changed, ...ended] = await tx.many(
    sql<{ id: SignInId }>`select auth.change_password(${id}, ${password_version}, ${hash}, ${but}) as id`,
  );
  return changed === undefined ? undefined : ended.map((one) => one.id);
};

/** The same password under other parameters, unless it was changed meanwhile. */
export const renewPasswordHash = async (
  db: InstanceDb,
  { id, password_version }: Versioned,
  hash: string,
): Promise<void> => {
  await db.alone(sql`select auth.renew_password_hash(${id}, ${password_version}, ${hash})`);
};
