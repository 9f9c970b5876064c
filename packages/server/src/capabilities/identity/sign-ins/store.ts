import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { SignInId } from '@holdfast/protocol/identity/account';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { AuditAction } from '@holdfast/protocol/audit/actions';
import { sql } from 'kysely';
import type { Fact, Personal } from '../../../platform/audit/act.ts';
import type { InstanceRead, InstanceWrite } from '../../../platform/database/transaction.ts';

export interface FoundAccount {
  readonly id: AccountId;
  readonly email: string;
  readonly name: string;
  readonly password_hash: string | null;
  readonly password_version: number;
  readonly has_second_factor: boolean;
}

/** One that may sign in. */
export const findAccount = (tx: InstanceRead, email: string): Promise<FoundAccount | undefined> =>
  tx.maybe(sql<FoundAccount>`select * from auth.find_account(${email})`);

export interface NewSignIn {
  readonly id: SignInId;
  readonly account: AccountId;
  readonly passwordVersion: number;
  readonly kind: 'cookie' | 'token';
  readonly secretHash: Buffer;
  readonly secondFactor: boolean;
  readonly idleSeconds: number;
  readonly lastsSeconds: number;
  readonly from: Pick<Personal, 'address' | 'agent'>;
}

/** False when the account was shut out, or got another password, since it was looked up. */
export const storeSignIn = async (tx: InstanceWrite, one: NewSignIn): Promise<boolean> =>
  (
    await tx.one(sql<{ opened: boolean }>`
      select auth.open_sign_in(${one.id}, ${one.account}, ${one.passwordVersion}, ${one.kind}, ${one.secretHash}::bytea, ${one.secondFactor},
                               ${one.idleSeconds}, ${one.lastsSeconds}, ${one.from.address}, ${one.from.agent}) as opened`)
  ).opened;

/** False when it has ended meanwhile. */
export const renewSignIn = async (
  tx: InstanceWrite,
  old: SignInId,
  next: { readonly id: SignInId; readonly secretHash: Buffer; readonly secondFactor: boolean },
): Promise<boolean> =>
  (
    await tx.one(sql<{ renewed: boolean }>`
      select auth.renew_sign_in(${old}, ${next.id}, ${next.secretHash}::bytea, ${next.secondFactor}) as renewed`)
  ).renewed;

export interface AccountAct {
  readonly action: AuditAction;
  readonly account: AccountId;
  readonly object?: { readonly kind: string; readonly id: string };
  readonly facts?: Readonly<Record<string, Fact>>;
  readonly from: Pick<Personal, 'address' | 'agent'>;
  readonly traceId: string;
}

/** Writes an act of an account down in each of its workspaces, and tells which these are. */
export const noteAct = async (
  tx: InstanceWrite,
  { action, account, object, facts = {}, from, traceId }: AccountAct,
): Promise<WorkspaceId[]> =>
  (
    await tx.many(sql<{ workspace: WorkspaceId }>`
      select auth.note_act(${account}, ${action}, ${JSON.stringify(facts)}::jsonb, ${object?.kind ?? null}, ${object?.id ?? null},
                           ${from.address}, ${from.agent}, ${traceId}) as workspace`)
  ).map(({ workspace }) => workspace);
