import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { DELIVERY_STATES, DeliveryProgress } from './delivery-progress.ts';
import { DeliveryId } from './ids.ts';
import { WebhookParams } from './webhooks.ts';

export const WebhookDelivery = DeliveryProgress.extend({
  id: DeliveryId.describe('The `webhook-id` of the message: the same at each try, and when it is sent again.'),
  type: z.string(),
  object: z.strictObject({ kind: z.string(), id: z.string() }),
  sequence: z.int().describe('Counts the events of the object from one.'),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

const WholeDelivery = WebhookDelivery.extend({ body: z.string().describe('Exactly what is posted.') });

const DeliveryParams = WebhookParams.extend({ delivery_id: DeliveryId });

export const listDeliveries = contract({
  name: 'webhooks.list_deliveries',
  method: 'GET',
  path: '/api/v1/webhooks/{webhook_id}/deliveries',
  summary:
    'What was sent to a webhook or waits to be, the latest event first. Kept for 3 days, or as many as a setting says, dead ones for 30 at least.',
  permission: 'webhooks:manage',
  params: WebhookParams,
  query: PageQuery.extend({ state: z.enum(DELIVERY_STATES).optional() }),
  answers: { 200: page(WebhookDelivery) },
});

export const getDelivery = contract({
  name: 'webhooks.get_delivery',
  method: 'GET',
  path: '/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}',
  summary: 'One delivery, with its body.',
  permission: 'webhooks:manage',
  params: DeliveryParams,
  answers: { 200: WholeDelivery },
});

export const replayDelivery = contract({
  name: 'webhooks.replay',
  method: 'POST',
  path: '/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/replay',
  summary:
    'Send a delivery again with its old id: one that ended with all its tries, one that waits at once instead of later.',
  permission: 'webhooks:manage',
  params: DeliveryParams,
  answers: { 202: WebhookDelivery },
  failures: ['conflict'],
});
