import type { InvitationId } from '@holdfast/protocol/identity/invitations';
import type { Member } from '@holdfast/protocol/identity/members';
import type { KeyId } from '@holdfast/protocol/identity/keys';
import type { SignInId } from '@holdfast/protocol/identity/account';
import type { AccountId, MemberId } from '@holdfast/protocol/identity/people';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Role } from '@holdfast/protocol/permissions';
import type { Version } from '@holdfast/protocol/version';
import { sql } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';

export interface MemberFilter {
  readonly only?: MemberId;
  readonly role?: Role | undefined;
  readonly active?: boolean | undefined;
  readonly after?: string | undefined;
  readonly most: number;
}

export const listMembers = (tx: Read, { only, role, active, after, most }: MemberFilter): Promise<Member[]> =>
  tx.many(sql<Member>`
    select * from auth.list_members(${only ?? null}, ${role ?? null}, ${active ?? null}, ${after ?? null}, ${most}::integer)`);

export const findMember = async (tx: Read, id: MemberId): Promise<Member | undefined> =>
  (await listMembers(tx, { only: id, most: 1 }))[0];

/** Those who change who is in a workspace do so one after the other. Nobody who joins waits for them. */
export const lockWorkspace = async (tx: Write): Promise<void> => {
  await tx.maybe(
    sql`select workspace_id from identity.workspaces where workspace_id = ${tx.workspace} for no key update`,
  );
};

/** Whether somebody, or whoever made the key that asks, is an admin now and not only was a moment ago. */
export const isAdmin = async (tx: Read, principal: PrincipalId): Promise<boolean> =>
  (
    await tx.one(sql<{ yes: boolean }>`
      select exists (
        select from identity.members m
         where m.workspace_id = ${tx.workspace} and m.role = 'admin' and m.deactivated_at is null
           and (m.id = ${principal} or exists (
             select from identity.keys k where k.workspace_id = ${tx.workspace} and k.id = ${principal}
                and k.created_by = m.id and k.revoked_at is null))) as yes`)
  ).yes;

export interface Standing {
  readonly id: MemberId;
  readonly account_id: AccountId;
  readonly role: Role;
  readonly active: boolean;
  readonly version: Version;
}

export const lockMember = (tx: Write, id: MemberId): Promise<Standing | undefined> =>
  tx.maybe(sql<Standing>`
    select id, account_id, role, deactivated_at is null as active, version from identity.members
     where workspace_id = ${tx.workspace} and id = ${id} for update`);

export const changeMember = async (
  tx: Write,
  { id, role, active }: Pick<Standing, 'id' | 'role' | 'active'>,
): Promise<void> => {
  await tx.run(sql`
    update identity.members
       set role = ${role}, version = version + 1,
           deactivated_at = case when ${active}::boolean then null else coalesce(deactivated_at, holdfast.now()) end
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

export const removeMember = async (tx: Write, id: MemberId): Promise<void> => {
  await tx.run(sql`delete from identity.members where workspace_id = ${tx.workspace} and id = ${id}`);
};

/** How many are left who can manage the workspace. */
export const countAdmins = async (tx: Read): Promise<number> =>
  (await tx.one(sql<{ count: number }>`select auth.count_admins()::integer as count`)).count;

/** Keys that a member made and that are not revoked. */
export const keysOf = async (tx: Read, member: MemberId): Promise<KeyId[]> =>
  (
    await tx.many(sql<{ id: KeyId }>`
      select id from identity.keys where workspace_id = ${tx.workspace} and created_by = ${member} and revoked_at is null`)
  ).map(({ id }) => id);

export const revokeKeysOf = async (tx: Write, member: MemberId): Promise<KeyId[]> =>
  (
    await tx.many(sql<{ id: KeyId }>`
      update identity.keys set revoked_at = holdfast.now()
       where workspace_id = ${tx.workspace} and created_by = ${member} and revoked_at is null returning id`)
  ).map(({ id }) => id);

/** Invitations that a member made and nobody has accepted. */
export const revokeInvitationsOf = async (tx: Write, member: MemberId): Promise<InvitationId[]> =>
  (
    await tx.many(sql<{ id: InvitationId }>`
      update identity.invitations set revoked_at = holdfast.now()
       where workspace_id = ${tx.workspace} and invited_by = ${member} and accepted_at is null and revoked_at is null
      returning id`)
  ).map(({ id }) => id);

/** Ends the sign-ins of somebody who is in no workspace any more and runs nothing. */
export const endIfNowhere = async (tx: Write, account: AccountId): Promise<SignInId[]> =>
  (await tx.many(sql<{ id: SignInId }>`select auth.end_if_nowhere(${account}) as id`)).map(({ id }) => id);

export interface AccountOfMember {
  readonly account_id: AccountId;
  /** In another workspace as well, or an operator. */
  readonly is_elsewhere: boolean;
}

export const lockAccountOf = (tx: Write, member: MemberId): Promise<AccountOfMember | undefined> =>
  tx.maybe(sql<AccountOfMember>`select * from auth.lock_account_of(${member})`);
