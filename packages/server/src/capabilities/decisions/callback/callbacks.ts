import type { Input } from '@holdfast/protocol/contract';
import type { DecisionCallback, listDecisionCallbacks, WholeCallback } from '@holdfast/protocol/decisions/callbacks';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { z } from 'zod';
import { doneBy } from '../../../platform/audit/act.ts';
import type { Read } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import { findDelivery, progressOf, toldOf } from '../../../platform/outbox/delivery-log-store.ts';
import { bodyOf } from '../../../platform/outbox/webhooks/message.ts';
import type { DecisionsParts } from '../parts.ts';
import * as store from './store.ts';
import { findOutcomeDelivery } from './to-callback.ts';

const LIST = 'decisions.callbacks';
const Place = z.tuple([z.uuid()]);

export const list = ({ db }: Context, { limit, cursor, state }: Input<typeof listDecisionCallbacks>['query']) =>
  db.read(async (tx) => {
    const [after] = decodeCursor(LIST, Place, cursor) ?? [];
    const found = await store.listCallbackDeliveries(tx, { state, after, limit });
    const page = toPage(found, { list: LIST, limit, keyOf: ({ id }) => [id] });
    return {
      ...page,
      items: page.items.map((told): DecisionCallback => ({
        ...shownOf(told),
        delivery: { id: told.id, ...progressOf(told) },
      })),
    };
  });

export const find = ({ db }: Context, id: DecisionId): Promise<WholeCallback> => db.read((tx) => readWhole(tx, id));

/** With its old id, so that whoever got it knows it again. */
export const replay = (
  { audit, outbox }: Pick<DecisionsParts, 'audit' | 'outbox'>,
  ctx: Context,
  id: DecisionId,
): Promise<WholeCallback> =>
  ctx.db.write(async (tx) => {
    const { delivery: was } = await readWhole(tx, id);
    if (was === null)
      return fail('conflict', { detail: 'There is nothing to send: no outcome yet, or none that is kept.' });
    await outbox.redriveWebhook(tx, was.id, id);
    const facts = { event: was.id, state: was.state };
    const object = { kind: 'decision', id };
    await audit.add(tx, { ...doneBy(ctx), action: 'decision.callback_replayed', object, facts });
    return readWhole(tx, id);
  });

const readWhole = async (tx: Read, id: DecisionId): Promise<WholeCallback> => {
  const callback = (await store.findCallback(tx, id)) ?? fail('not_found');
  const told = await findOutcomeDelivery(tx, id);
  const whole = told && (await findDelivery(tx, id, told.id));
  const delivery = whole ? { id: whole.id, ...progressOf(whole), body: bodyOf(toldOf(whole)) } : null;
  return { ...shownOf(callback), delivery };
};

const shownOf = (of: store.CallbackOf): Omit<DecisionCallback, 'delivery'> => ({
  decision: { id: of.decision_id, kind: of.decision_kind, title: of.title, status: of.decision_status },
  origin: new URL(of.url).origin,
});
