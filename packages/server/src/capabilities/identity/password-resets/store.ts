import type { AccountId } from '@holdfast/protocol/identity/people';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { InstanceRead, InstanceWrite } from '../../../platform/database/transaction.ts';

/** Undefined when so many are alive already, or there is no such account. */
export const storeReset = async (
  tx: InstanceWrite,
  { account, hash, seconds, most }: { account: AccountId; hash: Buffer; seconds: number; most: number },
): Promise<Timestamp | undefined> =>
  (
    await tx.one(sql<{ ends: Timestamp | null }>`
      select auth.make_reset(${account}, ${hash}::bytea, ${seconds}, ${most}::integer) as ends`)
  ).ends ?? undefined;

export const dropReset = async (tx: InstanceWrite, hash: Buffer): Promise<void> => {
  await tx.run(sql`select auth.drop_reset(${hash}::bytea)`);
};

export const isReset = async (tx: InstanceRead, hash: Buffer): Promise<boolean> =>
  (await tx.one(sql<{ yes: boolean }>`select auth.is_reset(${hash}::bytea) as yes`)).yes;

/** Undefined when the token opens nothing any more. */
export const useReset = async (tx: InstanceWrite, hash: Buffer, passwordHash: string): Promise<AccountId | undefined> =>
  (await tx.one(sql<{ account: AccountId | null }>`select auth.use_reset(${hash}::bytea, ${passwordHash}) as account`))
    .account ?? undefined;
