import { DECIDER_ROLES, type DeciderRole } from '@holdfast/protocol/decisions/decision';
import type { AccountId, MemberId } from '@holdfast/protocol/identity/people';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Role } from '@holdfast/protocol/permissions';
import { sql, type RawBuilder } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';
import type { Principal } from '../../../platform/http/context.ts';
import type { Standing } from './standing.ts';

interface Row {
  readonly role: Role | null;
  readonly account: AccountId;
  readonly shown_ms_ago: number | null;
}

/** Whose standing it is, and by which sign-in they came where that is to be known. */
export type Whose = Pick<Principal, 'kind' | 'id' | 'signIn'>;

/** As it is now. */
export const readStanding = (tx: Read, principal: Whose): Promise<Standing> =>
  principal.kind === 'key' ? ofKey(tx, principal) : ofMember(tx, principal, sql``);

/** The same, and it stays so until the transaction ends: who loses their role at the same moment waits, or was first. */
export const holdStanding = (tx: Write, principal: Whose): Promise<Standing> =>
  principal.kind === 'key' ? ofKey(tx, principal) : ofMember(tx, principal, sql`for share of m`);

// the sign-in is looked up by a function of the owner: no table of schema auth can be read here
const ofMember = async (tx: Read, { id, signIn }: Whose, lock: RawBuilder<unknown>): Promise<Standing> => {
  const row = await tx.maybe(sql<Row>`
    select m.role, m.account_id as account, auth.code_shown_ms_ago(${signIn ?? null}::uuid, m.account_id) as shown_ms_ago
      from identity.members m
     where m.workspace_id = ${tx.workspace} and m.id = ${id} and m.deactivated_at is null ${lock}`);
  return { kind: 'member', id, ...found(row) };
};

const ofKey = async (tx: Read, { id }: Whose): Promise<Standing> => {
  const row = await tx.maybe(sql<Row>`
    select null::text as role, m.account_id as account, null::double precision as shown_ms_ago
      from identity.keys k join identity.members m on m.workspace_id = k.workspace_id and m.id = k.created_by
     where k.workspace_id = ${tx.workspace} and k.id = ${id} and k.revoked_at is null`);
  return { kind: 'key', id, ...found(row) };
};

const found = (row: Row | undefined): Pick<Standing, 'role' | 'account' | 'codeShownMsAgo'> => ({
  role: row?.role ?? undefined,
  account: row?.account,
  codeShownMsAgo: row?.shown_ms_ago ?? undefined,
});

export interface MemberNow {
  readonly id: PrincipalId;
  readonly role: Role;
  readonly account: AccountId;
}

/** Of these, who is a member now. */
export const readMembers = (tx: Read, ids: readonly PrincipalId[]): Promise<MemberNow[]> =>
  tx.many(sql<MemberNow>`
    select id, role, account_id as account from identity.members
     where workspace_id = ${tx.workspace} and id = any (${[...ids]}::uuid[]) and deactivated_at is null`);

/** Of these members, who has set up a second factor. */
export const readSecondFactors = async (tx: Read, ids: readonly PrincipalId[]): Promise<ReadonlySet<PrincipalId>> => {
  const found = await tx.many(
    sql<{ id: PrincipalId }>`select id from auth.have_second_factor(${[...ids]}::uuid[]) as id`,
  );
  return new Set(found.map(({ id }) => id));
};

/** A member whose role lets them decide. */
export interface DeciderNow extends MemberNow {
  readonly role: DeciderRole;
}

interface Wanted {
  readonly after: MemberId | undefined;
  readonly most: number;
}

/** By their ids, behind this one. */
export const readDeciders = (tx: Read, { after, most }: Wanted): Promise<DeciderNow[]> =>
  tx.many(sql<DeciderNow>`
    select id, role, account_id as account from identity.members
     where workspace_id = ${tx.workspace} and deactivated_at is null and role = any (${[...DECIDER_ROLES]}::text[])
       ${after === undefined ? sql`` : sql`and id > ${after}::uuid`}
     order by id limit ${most}`);
