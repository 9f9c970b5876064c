import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Membership, SignInId } from '@holdfast/protocol/identity/account';
import type { KeyId } from '@holdfast/protocol/identity/keys';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { Permission, Role } from '@holdfast/protocol/permissions';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { InstanceRead } from '../../../platform/database/transaction.ts';
import type { InstanceDb } from '../../../platform/database/database.ts';

/** A sign-in that has not ended, and what its account may do. */
export interface KnownSignIn {
  readonly secret_hash: Buffer;
  readonly account_id: AccountId;
  readonly kind: 'cookie' | 'token';
  readonly second_factor: boolean;
  readonly proved_at: Timestamp;
  readonly ends_at: Timestamp;
  readonly operator: boolean;
  readonly has_second_factor: boolean;
  readonly memberships: readonly Membership[];
}

/** A key that may be used, and what its maker may do. */
export interface KnownKey {
  readonly secret_hash: Buffer;
  readonly workspace_id: WorkspaceId;
  readonly id: KeyId;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly expires_at: Timestamp | null;
  readonly maker_role: Role;
  readonly maker_operator: boolean;
}

const signInById = (id: string) => sql<KnownSignIn>`select * from auth.find_sign_in(${id})`;

export const findSignIn = async (db: InstanceDb, id: string): Promise<KnownSignIn | undefined> =>
  (await db.alone(signInById(id)))[0];

/** The same inside a transaction. */
export const readSignIn = (tx: InstanceRead, id: SignInId): Promise<KnownSignIn | undefined> =>
  tx.maybe(signInById(id));

export const findKey = async (db: InstanceDb, publicId: string): Promise<KnownKey | undefined> =>
  (await db.alone(sql<KnownKey>`select * from auth.find_key(${publicId})`))[0];

export const noteUse = async (
  db: InstanceDb,
  signIns: readonly string[],
  publicIds: readonly string[],
): Promise<void> => {
  await db.alone(sql`select auth.note_use(${signIns}::uuid[], ${publicIds}::text[])`);
};
