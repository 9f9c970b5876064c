import type { MemberId } from '@holdfast/protocol/identity/people';
import { doneBy } from '../../../platform/audit/act.ts';
import { fail } from '../../../platform/failure.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { Link, MakeReset } from '../password-resets/make-reset.ts';
import { removeSecondFactor } from '../second-factor/store.ts';
import type { MembersParts } from './members.ts';
import { refuseBeyondKey } from './refuse-beyond-key.ts';
import { findMember, lockAccountOf } from './store.ts';

/** What an admin decides about the account of a member: only where nobody else has a say in it. */
const lockOwn = async (tx: Write, { principal }: Context, member: MemberId) => {
  const { account_id, is_elsewhere } = (await lockAccountOf(tx, member)) ?? fail('not_found');
  refuseBeyondKey(principal, ((await findMember(tx, member)) ?? fail('not_found')).role);
  return is_elsewhere ? fail('conflict', { detail: NOT_YOURS }) : account_id;
};

const NOT_YOURS =
  'This account is an operator\u2019s, or is in another workspace as well: only an operator can do this.';

/** Whoever has none has none afterwards: that is no failure. */
export const resetSecondFactor = async (
  { audit, endOpen }: MembersParts,
  ctx: Context,
  id: MemberId,
): Promise<undefined> => {
  const account = await ctx.db.write(async (tx) => {
    const own = await lockOwn(tx, ctx, id);
    if (!(await removeSecondFactor(tx, own))) return undefined;
    await audit.add(tx, { ...doneBy(ctx), action: 'account.second_factor_removed', object: { kind: 'member', id } });
    return own;
  });
  if (account !== undefined) await endOpen([{ account, reason: 'unsure' }]);
  return undefined;
};

export const linkReset = (
  { audit, makeReset }: Pick<MembersParts, 'audit'> & { readonly makeReset: MakeReset },
  ctx: Context,
  id: MemberId,
): Promise<Link> =>
  ctx.db.write(async (tx) => {
    const link = await makeReset(tx, await lockOwn(tx, ctx, id));
    await audit.add(tx, {
      ...doneBy(ctx),
      action: 'account.reset_asked',
      object: { kind: 'member', id },
      facts: { by: 'admin' },
    });
    return link;
  });
