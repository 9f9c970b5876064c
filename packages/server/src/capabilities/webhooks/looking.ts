import type { Input } from '@holdfast/protocol/contract';
import type { listDeliveries, WebhookDelivery } from '@holdfast/protocol/webhooks/deliveries';
import type { DeliveryId, WebhookId } from '@holdfast/protocol/webhooks/ids';
import type { listWebhooks, Webhook } from '@holdfast/protocol/webhooks/webhooks';
import { z } from 'zod';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { toPage } from '../../platform/http/page.ts';
import * as deliveries from '../../platform/outbox/delivery-log-store.ts';
import { bodyOf } from '../../platform/outbox/webhooks/message.ts';
import type { WebhooksParts } from './parts.ts';
import * as store from './store.ts';
import { toWebhook, toWebhooks } from './to-webhook.ts';

const LIST = 'webhooks';
const DELIVERIES = 'webhooks.deliveries';
const Place = z.tuple([z.uuid()]);

export const list = (parts: WebhooksParts, { db }: Context, { limit, cursor }: Input<typeof listWebhooks>['query']) =>
  db.read(async (tx) => {
    const [after] = decodeCursor(LIST, Place, cursor) ?? [];
    const found = await store.listWebhooks(tx, { limit, after });
    const page = toPage(found, { list: LIST, limit, keyOf: ({ id }) => [id] });
    return { ...page, items: await toWebhooks(tx, parts, page.items) };
  });

export const find = (parts: WebhooksParts, { db }: Context, id: WebhookId): Promise<Webhook> =>
  db.read(async (tx) => toWebhook(tx, parts, (await store.findWebhook(tx, id)) ?? fail('not_found')));

export const listDeliveriesOf = (
  { db }: Context,
  id: WebhookId,
  { limit, cursor, state }: Input<typeof listDeliveries>['query'],
) =>
  db.read(async (tx) => {
    const [after] = decodeCursor(DELIVERIES, Place, cursor) ?? [];
    if ((await store.findWebhook(tx, id)) === undefined) fail('not_found');
    const found = await deliveries.listDeliveries(tx, id, { state, after, limit });
    const page = toPage(found, { list: DELIVERIES, limit, keyOf: ({ id: delivery }) => [delivery] });
    return { ...page, items: page.items.map(toDelivery) };
  });

export const findDeliveryOf = ({ db }: Context, id: WebhookId, delivery: DeliveryId) =>
  db.read(async (tx) => {
    if ((await store.findWebhook(tx, id)) === undefined) fail('not_found');
    const found = (await deliveries.findDelivery(tx, id, delivery)) ?? fail('not_found');
    return { ...toDelivery(found), body: bodyOf(deliveries.toldOf(found)) };
  });

export const toDelivery = (logged: deliveries.LoggedDelivery): WebhookDelivery => ({
  id: logged.id,
  type: logged.type,
  object: { kind: logged.kind, id: logged.object_id },
  sequence: logged.sequence,
  ...deliveries.progressOf(logged),
});
