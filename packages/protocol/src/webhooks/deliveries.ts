import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { Timestamp } from '../time.ts';
import { DeliveryId } from './ids.ts';
import { WebhookParams } from './webhooks.ts';

export const DELIVERY_STATES = ['waiting', 'done', 'dead', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How telling somebody of an event stands. */
export const DeliveryProgress = z.strictObject({
  state: z
    .enum(DELIVERY_STATES)
    .describe('dead: given up after its last try. dropped: when its turn came, nobody wanted it there any more.'),
  attempts: z.int().describe('How often it was tried.'),
  status: z.int().nullable().describe('What the last try was answered over HTTP, if anything.'),
  error: z.string().nullable().describe('Why the last try failed.'),
  created_at: Timestamp,
  next_attempt_at: Timestamp.nullable().describe('Null when there is none, or when it is under way or comes at once.'),
  ended_at: Timestamp.nullable(),
});
export type DeliveryProgress = z.infer<typeof DeliveryProgress>;

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
  summary: 'What was sent to a webhook or waits to be, the latest event first. Kept for 3 days, dead ones for 30.',
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
