import type { AccountId, MemberId } from '@holdfast/protocol/identity/people';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import type { InstanceRead, InstanceWrite } from '../../../platform/database/transaction.ts';

type SetupOutcome = 'done' | 'already_set_up' | 'wrong_token';

export const isSetUp = async (tx: InstanceRead): Promise<boolean> =>
  (await tx.one(sql<{ done: boolean }>`select auth.is_set_up() as done`)).done;

/** False when the instance is set up. */
export const offerSetup = async (tx: InstanceWrite, tokenHash: Buffer): Promise<boolean> =>
  (await tx.one(sql<{ offered: boolean }>`select auth.offer_setup(${tokenHash}::bytea) as offered`)).offered;

export interface FirstAccount {
  readonly tokenHash: Buffer;
  readonly account: {
    readonly id: AccountId;
    readonly email: string;
    readonly name: string;
    readonly passwordHash: string;
  };
  readonly workspace: { readonly id: WorkspaceId; readonly name: string };
  readonly member: MemberId;
}

export const storeSetup = async (
  tx: InstanceWrite,
  { tokenHash, account, workspace, member }: FirstAccount,
): Promise<SetupOutcome> =>
  (
    await tx.one(sql<{ outcome: SetupOutcome }>`
      select auth.set_up(${tokenHash}::bytea, ${account.id}, ${account.email}, ${account.name}, ${account.passwordHash},
                         ${workspace.id}, ${workspace.name}, ${member}) as outcome`)
  ).outcome;
