import type { Account, SignIn, SignInId } from '@holdfast/protocol/identity/account';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { InstanceRead, InstanceWrite } from '../../../platform/database/transaction.ts';

/** An account as it is needed to check a secret of its owner. */
export interface OwnAccount {
  readonly id: AccountId;
  readonly email: string;
  readonly name: string;
  readonly password_hash: string | null;
  readonly password_version: number;
  readonly operator: boolean;
  readonly has_second_factor: boolean;
  readonly created_at: Timestamp;
}

export const readOwnAccount = (tx: InstanceRead, account: AccountId): Promise<OwnAccount | undefined> =>
  tx.maybe(sql<OwnAccount>`select * from auth.own_account(${account})`);

export type StoredSignIn = Omit<SignIn, 'current'>;

export const listSignIns = (tx: InstanceRead, account: AccountId): Promise<StoredSignIn[]> =>
  tx.many(sql<StoredSignIn>`select * from auth.list_sign_ins(${account})`);

export const readOwnSignIn = (
  tx: InstanceRead,
  account: AccountId,
  signIn: SignInId,
): Promise<StoredSignIn | undefined> =>
  tx.maybe(sql<StoredSignIn>`select * from auth.own_sign_in(${account}, ${signIn})`);

/** Ends sign-ins of an account: one, all but one, or all. Tells which. */
export const endSignIns = async (
  tx: InstanceWrite,
  account: AccountId,
  { only, but }: { readonly only?: SignInId; readonly but?: SignInId } = {},
): Promise<SignInId[]> =>
  (
    await tx.many(sql<{ id: SignInId }>`select auth.end_sign_ins(${account}, ${only ?? null}, ${but ?? null}) as id`)
  ).map(({ id }) => id);

export const storeOwnChange = async (
  tx: InstanceWrite,
  account: AccountId,
  { name, email }: { readonly name: string | undefined; readonly email: string | undefined },
): Promise<'done' | 'email_taken' | 'gone'> =>
  (
    await tx.one(sql<{ outcome: 'done' | 'email_taken' | 'gone' }>`
      select auth.change_account(${account}, ${name ?? null}, ${email ?? null}) as outcome`)
  ).outcome;

export const accountOf = ({
  id,
  email,
  name,
  operator,
  password_hash,
  has_second_factor,
  created_at,
}: OwnAccount): Account => ({
  id,
  email,
  name,
  operator,
  has_password: password_hash !== null,
  second_factor: has_second_factor,
  created_at,
});
