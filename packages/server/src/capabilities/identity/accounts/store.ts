import type { AuditAction } from '@holdfast/protocol/audit/actions';
import type { AccountOfInstance } from '@holdfast/protocol/identity/accounts';
import type { KeyId } from '@holdfast/protocol/identity/keys';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Version } from '@holdfast/protocol/version';
import { sql } from 'kysely';
import type { Actor, Fact } from '../../../platform/audit/act.ts';
import type { InstanceRead, InstanceWrite } from '../../../platform/database/transaction.ts';

export interface AccountFilter {
  readonly only?: AccountId;
  readonly email?: string | undefined;
  readonly after?: string | undefined;
  readonly most: number;
}

export const listAccounts = (
  tx: InstanceRead,
  { only, email, after, most }: AccountFilter,
): Promise<AccountOfInstance[]> =>
  tx.many(sql<AccountOfInstance>`
    select * from auth.list_accounts(${only ?? null}, ${email ?? null}, ${after ?? null}, ${most}::integer)`);

export const findAccount = async (tx: InstanceRead, id: AccountId): Promise<AccountOfInstance | undefined> =>
  (await listAccounts(tx, { only: id, most: 1 }))[0];

export interface Rights {
  readonly id: AccountId;
  readonly version: Version;
  readonly operator: boolean;
  readonly active: boolean;
}

export const setRights = async (
  tx: InstanceWrite,
  { id, version, operator, active }: Rights,
): Promise<'done' | 'not_found' | 'stale' | 'last_operator'> =>
  (
    await tx.one(sql<{ outcome: 'done' | 'not_found' | 'stale' | 'last_operator' }>`
      select auth.set_account_rights(${id}, ${version}::integer, ${operator}, ${active}) as outcome`)
  ).outcome;

export interface KeyPlace {
  readonly workspace_id: WorkspaceId;
  readonly id: KeyId;
}

export const keysOf = (tx: InstanceRead, account: AccountId): Promise<KeyPlace[]> =>
  tx.many(sql<KeyPlace>`select * from auth.keys_of(${account})`);

export interface DoneTo {
  readonly account: AccountId;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly facts: Readonly<Record<string, Fact>>;
  /** Null when no request asked for it. */
  readonly traceId: string | null;
}

/** Writes an act down in each workspace of an account, and tells which these are. */
export const noteDoneTo = async (
  tx: InstanceWrite,
  { account, actor, action, facts, traceId }: DoneTo,
): Promise<WorkspaceId[]> =>
  (
    await tx.many(sql<{ workspace: WorkspaceId }>`
      select auth.note_done_to(${account}, ${actor.kind}, ${actor.id}, ${action}, ${JSON.stringify(facts)}::jsonb, ${traceId}) as workspace`)
  ).map(({ workspace }) => workspace);
