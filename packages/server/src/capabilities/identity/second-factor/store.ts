import type { AccountId } from '@holdfast/protocol/identity/people';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { InstanceWrite } from '../../../platform/database/transaction.ts';

export interface StoredFactor {
  /** Sealed. */
  readonly secret: string;
  /** Null while no code of it was shown. */
  readonly confirmed_at: Timestamp | null;
  readonly codes_left: number;
  /** Seconds since 1970, by the clock of the database: all nodes and all accounts have that one. */
  readonly moment: number;
}

export const findSecondFactor = (tx: InstanceWrite, account: AccountId): Promise<StoredFactor | undefined> =>
  tx.maybe(sql<StoredFactor>`select * from auth.find_second_factor(${account})`);

const isDone = async (tx: InstanceWrite, call: ReturnType<typeof sql<{ done: boolean }>>): Promise<boolean> =>
  (await tx.one(call)).done;

/** False when the second factor is on. */
export const beginSecondFactor = (tx: InstanceWrite, account: AccountId, sealed: string): Promise<boolean> =>
  isDone(tx, sql`select auth.begin_second_factor(${account}, ${sealed}) as done`);

/** False when somebody was faster, or began anew. */
export const confirmSecondFactor = (
  tx: InstanceWrite,
  account: AccountId,
  {
    sealed,
    step,
    codeHashes,
  }: { readonly sealed: string; readonly step: number; readonly codeHashes: readonly Buffer[] },
): Promise<boolean> =>
  isDone(tx, sql`select auth.confirm_second_factor(${account}, ${sealed}, ${step}, ${codeHashes}::bytea[]) as done`);

/** False when this code, or one after it, was used. */
export const useCode = (tx: InstanceWrite, account: AccountId, step: number): Promise<boolean> =>
  isDone(tx, sql`select auth.use_code(${account}, ${step}) as done`);

export const useRecoveryCode = (tx: InstanceWrite, account: AccountId, hash: Buffer): Promise<boolean> =>
  isDone(tx, sql`select auth.use_recovery_code(${account}, ${hash}::bytea) as done`);

/** False when the second factor is not on. */
export const renewRecoveryCodes = (
  tx: InstanceWrite,
  account: AccountId,
  codeHashes: readonly Buffer[],
): Promise<boolean> => isDone(tx, sql`select auth.renew_recovery_codes(${account}, ${codeHashes}::bytea[]) as done`);

/** False when there is none, not even one that was begun. */
export const removeSecondFactor = (tx: InstanceWrite, account: AccountId): Promise<boolean> =>
  isDone(tx, sql`select auth.remove_second_factor(${account}) as done`);
