import type { Key, KeyId } from '@holdfast/protocol/identity/keys';
import type { MemberId } from '@holdfast/protocol/identity/people';
import { PERMISSIONS_OF, type Permission } from '@holdfast/protocol/permissions';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';

const { viewer, analyst, admin } = PERMISSIONS_OF;

/** What its maker may do now, as an array that scopes are compared with. */
const MAKER_MAY = sql`(
  case m.role when 'admin' then ${[...admin]}::text[] when 'analyst' then ${[...analyst]}::text[]
              when 'viewer' then ${[...viewer]}::text[] else '{}' end
  || case when m.operator then '{instance:manage}'::text[] else '{}' end)`;

const STATE = sql`
  case when k.revoked_at is not null then 'revoked'
       when k.expires_at <= holdfast.now() then 'expired'
       when k.scopes && ${MAKER_MAY} then 'active'
       else 'idle' end`;

const KEYS = sql`
  select k.id, k.name, k.public_id, k.last_four, k.scopes, ${STATE} as state, k.created_by, k.created_at, k.expires_at,
         k.used_at, k.replaces
    from identity.keys k left join auth.makers() m on m.member_id = k.created_by`;

export interface KeyFilter {
  readonly state?: Key['state'] | undefined;
  readonly limit: number;
  readonly after: string | undefined;
}

/** One more than the page has. */
export const listKeys = (tx: Read, { state, limit, after }: KeyFilter): Promise<Key[]> =>
  tx.many(sql<Key>`
    select * from (${KEYS} where k.workspace_id = ${tx.workspace}
                     and (${after ?? null}::uuid is null or k.id < ${after ?? null}::uuid)) as key
     where ${state ?? null}::text is null or key.state = ${state ?? null}
     order by id desc limit ${limit + 1}`);

export const findKey = (tx: Read, id: string): Promise<Key | undefined> =>
  tx.maybe(sql<Key>`${KEYS} where k.workspace_id = ${tx.workspace} and k.id = ${id}`);

/** Nobody rotates or revokes it meanwhile. */
export const lockKey = async (tx: Write, id: string): Promise<Key | undefined> => {
  await tx.run(sql`select from identity.keys where workspace_id = ${tx.workspace} and id = ${id} for update`);
  return findKey(tx, id);
};

export interface StoredKey {
  readonly id: KeyId;
  readonly publicId: string;
  readonly secretHash: Buffer;
  readonly lastFour: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly createdBy: MemberId;
  readonly expiresAt: string | null;
  readonly replaces: KeyId | null;
}

/** Also puts down where the key is found, by a trigger. */
export const insertKey = async (tx: Write, key: StoredKey): Promise<void> => {
  await tx.run(sql`
    insert into identity.keys (workspace_id, id, public_id, secret_hash, last_four, name, scopes, created_by, expires_at, replaces)
    values (${tx.workspace}, ${key.id}, ${key.publicId}, ${key.secretHash}::bytea, ${key.lastFour}, ${key.name},
            ${[...key.scopes]}::text[], ${key.createdBy}, ${key.expiresAt}::timestamptz, ${key.replaces})`);
};

/** Whether a rotation made another in its place. */
export const isReplaced = async (tx: Read, id: KeyId): Promise<boolean> =>
  (
    await tx.one(sql<{ replaced: boolean }>`
      select exists (select from identity.keys where workspace_id = ${tx.workspace} and replaces = ${id}) as replaced`)
  ).replaced;

/** When a key ends that is as long-lived as this one. Null for one that does not end by itself. */
export const sameLifetimeFromNow = async (tx: Read, id: KeyId): Promise<Timestamp | null> =>
  (
    await tx.one(sql<{ at: Timestamp | null }>`
      select holdfast.now() + (expires_at - created_at) as at from identity.keys
       where workspace_id = ${tx.workspace} and id = ${id}`)
  ).at;

/** Never later than it would have ended anyway. */
export const endKeyWithin = async (tx: Write, id: KeyId, seconds: number): Promise<void> => {
  await tx.run(sql`
    update identity.keys set expires_at = least(expires_at, holdfast.now() + make_interval(secs => ${seconds}))
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

/** False when it was revoked before. */
export const revokeKey = async (tx: Write, id: string): Promise<boolean> =>
  (await tx.run(sql`
    update identity.keys set revoked_at = holdfast.now()
     where workspace_id = ${tx.workspace} and id = ${id} and revoked_at is null`)) > 0;
