import { getDelivery, listDeliveries, replayDelivery } from '@holdfast/protocol/webhooks/deliveries';
import {
  addWebhook,
  changeWebhook,
  getWebhook,
  listWebhooks,
  removeWebhook,
  rotateWebhookSecret,
  testWebhook,
} from '@holdfast/protocol/webhooks/webhooks';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import * as acts from './acts.ts';
import { add } from './add.ts';
import { change } from './change.ts';
import * as looking from './looking.ts';
import type { WebhooksParts } from './parts.ts';

export const webhookRoutes = (parts: WebhooksParts): readonly Endpoint[] => [
  on(listWebhooks, (ctx, { query }) => looking.list(parts, ctx, query)),
  on(addWebhook, (ctx, { body }) => add(parts, ctx, body)),
  on(getWebhook, (ctx, { params }) => looking.find(parts, ctx, params.webhook_id)),
  on(changeWebhook, (ctx, input) => change(parts, ctx, input)),
  on(removeWebhook, async (ctx, { params }) => {
    await acts.remove(parts, ctx, params.webhook_id);
    return undefined;
  }),
  on(rotateWebhookSecret, (ctx, { params, version, body }) =>
    acts.rotate(parts, ctx, { id: params.webhook_id, version, overlapSeconds: body.overlap_seconds }),
  ),
  on(testWebhook, (ctx, { params }) => acts.test(parts, ctx, params.webhook_id)),
  on(listDeliveries, (ctx, { params, query }) => looking.listDeliveriesOf(ctx, params.webhook_id, query)),
  on(getDelivery, (ctx, { params }) => looking.findDeliveryOf(ctx, params.webhook_id, params.delivery_id)),
  on(replayDelivery, (ctx, { params }) =>
    acts.replay(parts, ctx, { id: params.webhook_id, delivery: params.delivery_id }),
  ),
];
