import type { Invitation, InvitationId } from '@holdfast/protocol/identity/invitations';
import type { AccountId, MemberId } from '@holdfast/protocol/identity/people';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Role } from '@holdfast/protocol/permissions';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { InstanceRead, Read, Write } from '../../../platform/database/transaction.ts';

// one that had to make room for another had expired before, and stays so
const STATE = sql`
  case when accepted_at is not null then 'accepted'
       when revoked_at is not null and revoked_at < expires_at then 'revoked'
       when expires_at <= holdfast.now() then 'expired'
       else 'open' end`;
const INVITATION = sql`id, email, role, ${STATE} as state, invited_by, created_at, expires_at, mail`;
const IS_PENDING = sql`accepted_at is null and revoked_at is null`;

export interface InvitationFilter {
  readonly state?: Invitation['state'] | undefined;
  readonly after: string | undefined;
  readonly most: number;
}

export const listInvitations = (tx: Read, { state, after, most }: InvitationFilter): Promise<Invitation[]> =>
  tx.many(sql<Invitation>`
    select ${INVITATION} from identity.invitations
     where workspace_id = ${tx.workspace} and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
       and (${state ?? null}::text is null or ${STATE} = ${state ?? null})
     order by id desc limit ${most}`);

export const isMember = async (tx: Read, email: string): Promise<boolean> =>
  (await tx.one(sql<{ yes: boolean }>`select auth.is_member(${email}) as yes`)).yes;

/** One whose time is over keeps nobody from inviting again. */
export const closeExpired = async (tx: Write, email: string): Promise<void> => {
  await tx.run(sql`
    update identity.invitations set revoked_at = holdfast.now()
     where workspace_id = ${tx.workspace} and email_key = auth.email_key(${email}) and ${IS_PENDING}
       and expires_at <= holdfast.now()`);
};

export interface NewInvitation {
  readonly id: InvitationId;
  readonly email: string;
  readonly role: Role;
  readonly tokenHash: Buffer;
  readonly invitedBy: MemberId | null;
  readonly mail: Invitation['mail'];
  readonly seconds: number;
}

export const ONE_OPEN = 'invitations_one_open';

export const addInvitation = (tx: Write, one: NewInvitation): Promise<Invitation> =>
  tx.one(sql<Invitation>`
    insert into identity.invitations (workspace_id, id, email, email_key, role, token_hash, invited_by, mail, expires_at)
    values (${tx.workspace}, ${one.id}, ${one.email}, auth.email_key(${one.email}), ${one.role}, ${one.tokenHash}::bytea, ${one.invitedBy},
            ${one.mail}, holdfast.now() + make_interval(secs => ${one.seconds}))
    returning ${INVITATION}`);

export const lockInvitation = (tx: Write, id: InvitationId): Promise<Invitation | undefined> =>
  tx.maybe(sql<Invitation>`
    select ${INVITATION} from identity.invitations where workspace_id = ${tx.workspace} and id = ${id} for update`);

/** Undefined when it is accepted or taken back. */
export const renewInvitation = (
  tx: Write,
  one: Pick<NewInvitation, 'id' | 'tokenHash' | 'mail' | 'seconds'>,
): Promise<Invitation | undefined> =>
  tx.maybe(sql<Invitation>`
    update identity.invitations
       set token_hash = ${one.tokenHash}::bytea, mail = ${one.mail}, expires_at = holdfast.now() + make_interval(secs => ${one.seconds})
     where workspace_id = ${tx.workspace} and id = ${one.id} and ${IS_PENDING}
    returning ${INVITATION}`);

export const revokeInvitation = async (tx: Write, id: InvitationId): Promise<void> => {
  await tx.run(sql`
    update identity.invitations set revoked_at = holdfast.now()
     where workspace_id = ${tx.workspace} and id = ${id} and ${IS_PENDING}`);
};

/** What a letter says of an invitation, as long as it is open under this token. */
export interface Invited {
  readonly email: string;
  readonly role: Role;
  readonly workspace_name: string;
}

export const findInvited = (tx: Read, id: InvitationId, tokenHash: Buffer): Promise<Invited | undefined> =>
  tx.maybe(sql<Invited>`
    select i.email, i.role, w.name as workspace_name
      from identity.invitations i join identity.workspaces w on w.workspace_id = i.workspace_id
     where i.workspace_id = ${tx.workspace} and i.id = ${id} and i.token_hash = ${tokenHash}::bytea
       and ${IS_PENDING} and i.expires_at > holdfast.now()`);

export const setMail = async (
  tx: Write,
  id: InvitationId,
  { tokenHash, mail }: Pick<NewInvitation, 'tokenHash' | 'mail'>,
): Promise<void> => {
  await tx.run(sql`
    update identity.invitations set mail = ${mail}
     where workspace_id = ${tx.workspace} and id = ${id} and token_hash = ${tokenHash}::bytea`);
};

/** An open invitation, and the account that it is for when there is one. */
export interface FoundInvitation {
  readonly workspace_id: WorkspaceId;
  readonly workspace_name: string;
  readonly id: InvitationId;
  readonly email: string;
  readonly role: Role;
  readonly expires_at: Timestamp;
  readonly account_id: AccountId | null;
  readonly is_active: boolean;
  readonly password_hash: string | null;
  readonly password_version: number | null;
  readonly has_second_factor: boolean;
}

export const findInvitation = (tx: InstanceRead, tokenHash: Buffer): Promise<FoundInvitation | undefined> =>
  tx.maybe(sql<FoundInvitation>`select * from auth.find_invitation(${tokenHash}::bytea)`);

export interface Accepting {
  readonly tokenHash: Buffer;
  readonly member: MemberId;
  readonly account: AccountId;
  /** Of an account that is made by accepting. */
  readonly made?: { readonly name: string; readonly passwordHash: string | null };
}

/** Whatever it gives but `done` is to be rolled back. */
export const acceptInvitation = async (
  tx: Write,
  { tokenHash, member, account, made }: Accepting,
): Promise<'done' | 'gone' | 'has_account' | 'already_member'> =>
  (
    await tx.one(sql<{ outcome: 'done' | 'gone' | 'has_account' | 'already_member' }>`
      select auth.accept_invitation(${tokenHash}::bytea, ${member}, ${account}, ${made !== undefined}, ${made?.name ?? null},
                                    ${made?.passwordHash ?? null}) as outcome`)
  ).outcome;
