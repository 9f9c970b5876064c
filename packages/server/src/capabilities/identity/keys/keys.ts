import type { Key, KeyId, describeKey, listKeys } from '@holdfast/protocol/identity/keys';
import type { AnswerBody, Input } from '@holdfast/protocol/contract';
import { z } from 'zod';
import { doneBy } from '../../../platform/audit/act.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import { aKey } from './make-key.ts';
import { makerOf } from './maker.ts';
import * as store from './store.ts';

const LIST = 'identity.keys';
const Place = z.tuple([z.uuid()]);

export const list = async ({ db }: Context, { limit, cursor, state }: Input<typeof listKeys>['query']) => {
  const [after] = decodeCursor(LIST, Place, cursor) ?? [];
  const rows = await db.read((tx) => store.listKeys(tx, { state, limit, after }));
  return toPage(rows, { list: LIST, limit, keyOf: ({ id }) => [id] });
};

/** Looking at what somebody else made is written down. */
export const find = (ctx: Context, audit: Audit, id: KeyId): Promise<Key> =>
  ctx.db.write(async (tx) => {
    const key = (await store.findKey(tx, id)) ?? fail('not_found');
    const { member } = await makerOf(tx, ctx.principal);
    if (key.created_by !== member) await audit.add(tx, { ...doneBy(ctx), action: 'key.read', object: aKey(key) });
    return key;
  });

/** One that has ended already is ended still. */
export const revoke = (ctx: Context, audit: Audit, id: KeyId, onEnded: (key: Key) => void): Promise<void> =>
  ctx.db.write(async (tx) => {
    const key = (await store.lockKey(tx, id)) ?? fail('not_found');
    if (!(await store.revokeKey(tx, id))) return;
    await audit.add(tx, { ...doneBy(ctx), action: 'key.revoked', object: aKey(key) });
    afterCommit(tx, () => onEnded(key));
  });

export const describe = async ({ principal, workspace, db }: Context): Promise<AnswerBody<typeof describeKey>> => {
  if (principal.kind !== 'key')
    fail('conflict', { detail: 'This request came with a sign-in, not with an API key. Ask GET /api/v1/me instead.' });
  const { id, name, expires_at } = (await db.read((tx) => store.findKey(tx, principal.id))) ?? fail('unauthenticated');
  return { id, name, workspace_id: workspace, permissions: [...principal.permissions], expires_at };
};
