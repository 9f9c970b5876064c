import type { AccountOfInstance } from '@holdfast/protocol/identity/accounts';
import type { AccountId } from '@holdfast/protocol/identity/people';
import { INSTANCE_WORKSPACE } from '@holdfast/protocol/ids';
import type { Version } from '@holdfast/protocol/version';
import { z } from 'zod';
import { fail } from '../../../platform/failure.ts';
import type { InstanceContext } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import type { EndOpen } from '../end-open.ts';
import type { IdentityParts } from '../parts.ts';
import type { Link, MakeReset } from '../password-resets/make-reset.ts';
import { removeSecondFactor } from '../second-factor/store.ts';
import { noteOperatorAct } from './operator-acts.ts';
import { actsOf } from './rules.ts';
import * as store from './store.ts';

export interface AccountsParts extends Pick<IdentityParts, 'audit' | 'database'> {
  readonly endOpen: EndOpen;
  readonly makeReset: MakeReset;
}

interface ListQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly email?: string | undefined;
}

const ACCOUNTS = 'identity.accounts';
const Key = z.tuple([z.uuid()]);

export const listAccounts = async ({ db }: InstanceContext, { limit, cursor, email }: ListQuery) => {
  const [after] = decodeCursor(ACCOUNTS, Key, cursor) ?? [];
  const rows = await db.read((tx) => store.listAccounts(tx, { email, after, most: limit + 1 }));
  return toPage(rows, { list: ACCOUNTS, limit, keyOf: ({ id }) => [id] });
};

export interface AccountChange {
  readonly id: AccountId;
  readonly version: Version;
  readonly operator?: boolean | undefined;
  readonly active?: boolean | undefined;
}

/** An operator or no more, shut out or let in. What they and their keys have open ends, so that it follows. */
export const changeAccount = async (
  { audit, database, endOpen }: AccountsParts,
  ctx: InstanceContext,
  { id, version, ...change }: AccountChange,
): Promise<AccountOfInstance> => {
  const { account, keys, isChanged } = await inInstance(database, ctx).write(async (tx) => {
    const was = (await store.findAccount(tx, id)) ?? fail('not_found');
    const will = { operator: change.operator ?? was.operator, active: change.active ?? was.active };
    const outcome = await store.setRights(tx, { id, version, ...will });
    if (outcome === 'stale') fail('stale', { members: { current_version: was.version } });
    if (outcome !== 'done') fail(outcome);
    const acts = actsOf(was, will);
    for (const act of acts) await noteOperatorAct(audit, tx, ctx, { account: id, ...act });
    const now = (await store.findAccount(tx, id)) ?? fail('not_found');
    return { account: now, keys: await store.keysOf(tx, id), isChanged: acts.length > 0 };
  });
  if (isChanged)
    await endOpen([
      { account: id, reason: account.active ? 'unsure' : 'signed_out' },
      ...keys.map(({ id: principal, workspace_id: workspace }) => ({
        principal,
        workspace,
        reason: account.active ? ('unsure' as const) : ('forbidden' as const),
      })),
    ]);
  return account;
};

/** Whoever has none has none afterwards: that is no failure. */
export const resetSecondFactor = async (
  { audit, database, endOpen }: AccountsParts,
  ctx: InstanceContext,
  id: AccountId,
): Promise<undefined> => {
  await inInstance(database, ctx).write(async (tx) => {
    if ((await store.findAccount(tx, id)) === undefined) fail('not_found');
    if (await removeSecondFactor(tx, id))
      await noteOperatorAct(audit, tx, ctx, { account: id, action: 'account.second_factor_removed' });
  });
  await endOpen([{ account: id, reason: 'unsure' }]);
  return undefined;
};

export const linkReset = (
  { audit, database, makeReset }: AccountsParts,
  ctx: InstanceContext,
  id: AccountId,
): Promise<Link> =>
  inInstance(database, ctx).write(async (tx) => {
    if ((await store.findAccount(tx, id)) === undefined) fail('not_found');
    const link = await makeReset(tx, id);
    await noteOperatorAct(audit, tx, ctx, { account: id, action: 'account.reset_asked', facts: { by: 'operator' } });
    return link;
  });

const inInstance = (database: AccountsParts['database'], { signal }: InstanceContext) =>
  database.forWorkspace(INSTANCE_WORKSPACE, signal);
