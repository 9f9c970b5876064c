import { InvitationId, type Invitation } from '@holdfast/protocol/identity/invitations';
import type { MemberId } from '@holdfast/protocol/identity/people';
import type { Role } from '@holdfast/protocol/permissions';
import { z } from 'zod';
import { doneBy } from '../../../platform/audit/act.ts';
import { violates } from '../../../platform/database/failures.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import type { Links } from '../links.ts';
import { refuseBeyondKey } from '../members/refuse-beyond-key.ts';
import type { IdentityParts } from '../parts.ts';
import { hashOf, newSecret } from '../secrets/secret.ts';
import { invitationLetter, sealedForInvitation } from './invitation-letter.ts';
import * as store from './store.ts';

export interface InvitationsParts extends Pick<IdentityParts, 'audit' | 'jobs' | 'mail' | 'makeId' | 'secrets'> {
  readonly links: Links;
}

export interface Invited {
  invitation: Invitation;
  /** Null where a letter has it. */
  link: string | null;
}

interface ListQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly state?: Invitation['state'] | undefined;
}

const SECONDS = 72 * 3600;
const INVITATIONS = 'identity.invitations';
const Key = z.tuple([z.uuid()]);

export const listInvitations = async ({ db }: Context, { limit, cursor, state }: ListQuery) => {
  const [after] = decodeCursor(INVITATIONS, Key, cursor) ?? [];
  const rows = await db.read((tx) => store.listInvitations(tx, { state, after, most: limit + 1 }));
  return toPage(rows, { list: INVITATIONS, limit, keyOf: ({ id }) => [id] });
};

/** Only the token's hash is stored. The letter goes out when this is committed, and says what the link says. */
export const invite = async (
  parts: InvitationsParts,
  ctx: Context,
  { email, role }: { readonly email: string; readonly role: Role },
): Promise<Invited> => {
  refuseBeyondKey(ctx.principal, role);
  const [id, token] = [InvitationId.parse(parts.makeId()), newSecret()];
  const invitation = await ctx.db.write(async (tx) => {
    if (await store.isMember(tx, email)) fail('already_member');
    await store.closeExpired(tx, email);
    const invitedBy = ctx.principal.kind === 'member' ? (ctx.principal.id as string as MemberId) : null;
    const added = await add(tx, { id, email, role, invitedBy, tokenHash: hashOf(token), ...lasting(parts) });
    await note(parts, tx, ctx, { action: 'invitation.made', id, role });
    await post(parts, tx, id, token);
    return added;
  });
  return handOver(parts, invitation, token);
};

export const renewInvitation = async (parts: InvitationsParts, ctx: Context, id: InvitationId): Promise<Invited> => {
  const token = newSecret();
  const invitation = await ctx.db.write(async (tx) => {
    const { state, role, email } = (await store.lockInvitation(tx, id)) ?? fail('not_found');
    refuseBeyondKey(ctx.principal, role);
    if (await store.isMember(tx, email)) fail('conflict', { detail: 'Whoever has this e-mail is a member by now.' });
    const renewed = await store.renewInvitation(tx, { id, tokenHash: hashOf(token), ...lasting(parts) });
    if (renewed === undefined) return fail('conflict', { detail: `The invitation is ${state}: invite anew.` });
    await note(parts, tx, ctx, { action: 'invitation.renewed', id, role });
    await post(parts, tx, id, token);
    return renewed;
  });
  return handOver(parts, invitation, token);
};

export const revokeInvitation = ({ audit }: InvitationsParts, ctx: Context, id: InvitationId): Promise<undefined> =>
  ctx.db.write(async (tx) => {
    const { state, role } = (await store.lockInvitation(tx, id)) ?? fail('not_found');
    if (state !== 'open') fail('conflict', { detail: `The invitation is ${state}: there is nothing to take back.` });
    await store.revokeInvitation(tx, id);
    await note({ audit }, tx, ctx, { action: 'invitation.revoked', id, role });
    return undefined;
  });

const lasting = ({ mail }: InvitationsParts) =>
  ({ seconds: SECONDS, mail: mail.isConfigured ? 'waiting' : 'not_configured' }) as const;

const add = async (tx: Write, one: store.NewInvitation): Promise<Invitation> => {
  try {
    return await store.addInvitation(tx, one);
  } catch (error) {
    if (!violates(error, store.ONE_OPEN)) throw error;
    return fail('already_invited');
  }
};

const note = (
  { audit }: Pick<InvitationsParts, 'audit'>,
  tx: Write,
  ctx: Context,
  {
    action,
    id,
    role,
  }: {
    readonly action: 'invitation.made' | 'invitation.renewed' | 'invitation.revoked';
    readonly id: InvitationId;
    readonly role: Role;
  },
): Promise<void> => audit.add(tx, { ...doneBy(ctx), action, object: { kind: 'invitation', id }, facts: { role } });

const post = async (
  { jobs, links, mail, secrets }: InvitationsParts,
  tx: Write,
  id: InvitationId,
  token: string,
): Promise<void> => {
  if (!mail.isConfigured) return;
  const sealed = secrets.seal(links.invitation(token), sealedForInvitation(id));
  await jobs.enqueue(tx, invitationLetter, { invitation_id: id, sealed });
};

/** Where mail can be sent, only the mailbox learns the link: whoever accepts has shown that it is theirs. */
const handOver = ({ links, mail }: InvitationsParts, invitation: Invitation, token: string): Invited => ({
  invitation,
  link: mail.isConfigured ? null : links.invitation(token),
});
