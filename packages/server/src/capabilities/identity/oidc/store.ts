import type { AccountId, MemberId } from '@holdfast/protocol/identity/people';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { InstanceRead, InstanceWrite } from '../../../platform/database/transaction.ts';

/** An account at an issuer, by what never changes of it. */
export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

export interface Opened {
  readonly account_id: AccountId;
  readonly password_version: number;
}

export const findIdentity = (tx: InstanceRead, { issuer, subject }: Subject): Promise<Opened | undefined> =>
  tx.maybe(sql<Opened>`select * from auth.find_identity(${issuer}, ${subject})`);

export const useIdentity = async (tx: InstanceWrite, { issuer, subject }: Subject): Promise<void> => {
  await tx.run(sql`select auth.use_identity(${issuer}, ${subject})`);
};

export const addIdentity = async (
  tx: InstanceWrite,
  id: string,
  account: AccountId,
  { issuer, subject }: Subject,
): Promise<'added' | 'own' | 'taken'> =>
  (
    await tx.one(sql<{ outcome: 'added' | 'own' | 'taken' }>`
      select auth.add_identity(${id}, ${account}, ${issuer}, ${subject}) as outcome`)
  ).outcome;

export interface StoredIdentity {
  readonly id: string;
  readonly issuer: string;
  readonly added_at: Timestamp;
  readonly used_at: Timestamp | null;
}

export const listIdentities = (tx: InstanceRead, account: AccountId): Promise<StoredIdentity[]> =>
  tx.many(sql<StoredIdentity>`select * from auth.list_identities(${account})`);

export const removeIdentity = async (
  tx: InstanceWrite,
  account: AccountId,
  id: string,
): Promise<'removed' | 'unknown' | 'last'> =>
  (
    await tx.one(sql<{ outcome: 'removed' | 'unknown' | 'last' }>`
      select auth.remove_identity(${account}, ${id}) as outcome`)
  ).outcome;

export interface Acceptance extends Subject {
  readonly tokenHash: Buffer;
  readonly identity: string;
  readonly newAccount: AccountId;
  /** Null where the issuer tells none: then it is the e-mail. */
  readonly name: string | null;
  readonly member: MemberId;
}

export type Accepted =
  | { readonly outcome: 'token_unusable' | 'other_account' | 'has_account' | 'already_member' }
  | (Opened & { readonly outcome: 'made' | 'joined'; readonly member_id: MemberId; readonly role: string });

export const acceptByIdentity = (tx: InstanceWrite, given: Acceptance): Promise<Accepted> =>
  tx.one(sql<Accepted>`
    select * from auth.accept_by_identity(${given.tokenHash}::bytea, ${given.issuer}, ${given.subject}, ${given.identity},
                                          ${given.newAccount}, ${given.name}, ${given.member})`);
