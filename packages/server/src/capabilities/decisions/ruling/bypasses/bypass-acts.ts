import type { Input } from '@holdfast/protocol/contract';
import {
  DecisionBypassId,
  type beginBypass,
  type DecisionBypass,
  type listBypasses,
} from '@holdfast/protocol/decisions/bypasses';
import { z } from 'zod';
import { doneBy } from '../../../../platform/audit/act.ts';
import type { Read } from '../../../../platform/database/transaction.ts';
import { fail } from '../../../../platform/failure.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { decodeCursor } from '../../../../platform/http/cursor.ts';
import { memberOrKey } from '../../../../platform/http/member-or-key.ts';
import { toPage } from '../../../../platform/http/page.ts';
import type { DecisionsParts } from '../../parts.ts';
import { actorOf } from '../../to-summary.ts';
import * as store from './store.ts';
import { makerOf } from '../maker.ts';

const LIST = 'decisions.bypasses';
const Place = z.tuple([DecisionBypassId]);

export const begin = (
  parts: DecisionsParts,
  ctx: Context,
  { kinds, reason, for_seconds: seconds }: Input<typeof beginBypass>['body'],
): Promise<DecisionBypass> => {
  const by = makerOf(ctx);
  const id = DecisionBypassId.parse(parts.makeId());
  return ctx.db.write(async (tx) => {
    const made = await store.insertBypass(tx, { id, kinds, reason, seconds, by });
    await parts.audit.add(tx, {
      ...doneBy(ctx),
      action: 'decision_bypass.begun',
      object: { kind: 'decision_bypass', id },
      facts: { kinds, seconds },
    });
    return toBypass(parts, tx, made);
  });
};

export const list = (parts: DecisionsParts, { db }: Context, { limit, cursor }: Input<typeof listBypasses>['query']) =>
  db.read(async (tx) => {
    const [after] = decodeCursor(LIST, Place, cursor) ?? [];
    const page = toPage(await store.listBypasses(tx, { limit, after }), { list: LIST, limit, keyOf: ({ id }) => [id] });
    return { ...page, items: await toBypasses(parts, tx, page.items) };
  });

/** Whoever may begin one may end it, and a key as well: it only makes people decide again. */
export const end = (parts: DecisionsParts, ctx: Context, id: DecisionBypassId): Promise<DecisionBypass> =>
  ctx.db.write(async (tx) => {
    const was = (await store.lockBypass(tx, id)) ?? fail('not_found');
    const ended = await store.endBypass(tx, id, memberOrKey(ctx.principal));
    if (ended === undefined) return toBypass(parts, tx, was);
    const object = { kind: 'decision_bypass', id };
    await parts.audit.add(tx, { ...doneBy(ctx), action: 'decision_bypass.ended', object });
    return toBypass(parts, tx, ended);
  });

const toBypasses = async (
  { namesOf }: DecisionsParts,
  tx: Read,
  stored: readonly store.StoredBypass[],
): Promise<DecisionBypass[]> => {
  const ids = stored.flatMap(({ made_by, ended_by }) => (ended_by === null ? [made_by] : [made_by, ended_by]));
  const names = await namesOf(tx, ids);
  return stored.map(({ made_by, ended_by, ended_by_kind: kind, ...bypass }) => ({
    ...bypass,
    by: actorOf({ kind: 'member', id: made_by }, names),
    ended_by: kind === null ? null : actorOf({ kind, id: ended_by }, names),
  }));
};

const toBypass = async (parts: DecisionsParts, tx: Read, stored: store.StoredBypass): Promise<DecisionBypass> =>
  (await toBypasses(parts, tx, [stored]))[0] ?? fail('internal');
