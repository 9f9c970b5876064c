import type { Member } from '@holdfast/protocol/identity/members';
import type { MemberId } from '@holdfast/protocol/identity/people';
import type { Role } from '@holdfast/protocol/permissions';
import type { Version } from '@holdfast/protocol/version';
import { z } from 'zod';
import { doneBy } from '../../../platform/audit/act.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import type { Revocation } from '../../../platform/sockets/revocations.ts';
import type { EndOpen } from '../end-open.ts';
import { refuseBeyondKey } from './refuse-beyond-key.ts';
import { actsOf, losesAdmin } from './rules.ts';
import * as store from './store.ts';

export interface MembersParts {
  readonly audit: Audit;
  readonly endOpen: EndOpen;
}

interface ListQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly role?: Role | undefined;
  readonly active?: boolean | undefined;
}

const MEMBERS = 'identity.members';
const Key = z.tuple([z.uuid()]);

export const listMembers = async ({ db }: Context, { limit, cursor, ...filter }: ListQuery) => {
  const [after] = decodeCursor(MEMBERS, Key, cursor) ?? [];
  const rows = await db.read((tx) => store.listMembers(tx, { ...filter, after, most: limit + 1 }));
  return toPage(rows, { list: MEMBERS, limit, keyOf: ({ id }) => [id] });
};

export const findMember = async ({ db }: Context, id: MemberId): Promise<Member> =>
  (await db.read((tx) => store.findMember(tx, id))) ?? fail('not_found');

export interface MemberChange {
  readonly id: MemberId;
  readonly version: Version;
  readonly role?: Role | undefined;
  readonly active?: boolean | undefined;
}

/** Another role, shut out, or let in again. What they have open ends, so that it follows. */
export const changeMember = async (
  { audit, endOpen }: MembersParts,
  ctx: Context,
  { id, version, ...change }: MemberChange,
): Promise<Member> => {
  const { member, revocations } = await ctx.db.write(async (tx) => {
    const was = await lockAsAdmin(tx, ctx, id);
    if (was.version !== version) fail('stale', { members: { current_version: was.version } });
    const will = { id, role: change.role ?? was.role, active: change.active ?? was.active };
    const acts = actsOf(was, will);
    if (will.role !== was.role || (will.active && !was.active)) refuseBeyondKey(ctx.principal, will.role);
    if (acts.length > 0) await store.changeMember(tx, will);
    if (losesAdmin(was, will) && (await store.countAdmins(tx)) === 0) fail('last_admin');
    for (const act of acts) await audit.add(tx, { ...doneBy(ctx), ...act, object: { kind: 'member', id } });
    if (losesAdmin(was, will)) await takeBackInvitations(audit, tx, ctx, id);
    const keys = await store.keysOf(tx, id);
    const ended = will.active ? [] : await store.endIfNowhere(tx, was.account_id);
    return {
      member: (await store.findMember(tx, id)) ?? fail('not_found'),
      revocations: acts.length === 0 ? [] : openOf(tx, will, keys, ended),
    };
  });
  if (revocations.length > 0) await endOpen(revocations);
  return member;
};

/** Out of the workspace, with the keys that they made. The account stays. */
export const removeMember = async (
  { audit, endOpen }: MembersParts,
  ctx: Context,
  id: MemberId,
): Promise<undefined> => {
  const revocations = await ctx.db.write(async (tx) => {
    const was = await lockAsAdmin(tx, ctx, id);
    const keys = await store.revokeKeysOf(tx, id);
    await takeBackInvitations(audit, tx, ctx, id);
    await store.removeMember(tx, id);
    if (losesAdmin(was, { role: was.role, active: false }) && (await store.countAdmins(tx)) === 0) fail('last_admin');
    for (const key of keys)
      await audit.add(tx, {
        ...doneBy(ctx),
        action: 'key.revoked',
        object: { kind: 'key', id: key },
        facts: { because: 'member_removed' },
      });
    await audit.add(tx, { ...doneBy(ctx), action: 'member.removed', object: { kind: 'member', id } });
    return openOf(tx, { id, active: false }, keys, await store.endIfNowhere(tx, was.account_id));
  });
  await endOpen(revocations);
  return undefined;
};

/** Whoever was an admin may have invited another address of theirs, to come back by. */
const takeBackInvitations = async (
  audit: MembersParts['audit'],
  tx: Write,
  ctx: Context,
  member: MemberId,
): Promise<void> => {
  for (const id of await store.revokeInvitationsOf(tx, member))
    await audit.add(tx, {
      ...doneBy(ctx),
      action: 'invitation.revoked',
      object: { kind: 'invitation', id },
      facts: { because: 'inviter_lost_the_right' },
    });
};

/** Whoever asks may have lost the right to while they waited for whoever took it. */
const lockAsAdmin = async (tx: Write, { principal }: Context, id: MemberId): Promise<store.Standing> => {
  await store.lockWorkspace(tx);
  if (!(await store.isAdmin(tx, principal.id)))
    fail('forbidden', { detail: 'This needs the permission members:manage.' });
  return (await store.lockMember(tx, id)) ?? fail('not_found');
};

/** Whoever is still a member comes back by itself, with other rights. */
const openOf = (
  { workspace }: Write,
  { id, active }: Pick<store.Standing, 'id' | 'active'>,
  keys: readonly string[],
  ended: readonly string[],
): Revocation[] => [
  ...[id, ...keys].map((principal) => ({
    principal,
    workspace,
    reason: active ? ('unsure' as const) : ('forbidden' as const),
  })),
  ...ended.map((signIn) => ({ signIn, reason: 'signed_out' as const })),
];
