import { z } from 'zod';
import { contract } from '../contract.ts';
import { PrincipalId } from '../ids.ts';
import { page, PageQuery } from '../page.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';
import { WebUrl } from '../web-url.ts';
import { TargetProgress } from './delivery-progress.ts';
import { ALL_EVENTS, EVENT_PATTERNS } from './event-types.ts';
import { DeliveryId, WebhookId } from './ids.ts';

export const MOST_WEBHOOKS = 50;
const MOST_OVERLAP_SECONDS = 30 * 24 * 3_600;
const USUAL_OVERLAP_SECONDS = 24 * 3_600;

const Name = text(100, 1).refine((name) => name.trim() !== '', { error: 'must not be blank' });

const Events = z
  .array(z.enum(EVENT_PATTERNS))
  .min(1)
  .max(EVENT_PATTERNS.length)
  .describe('Types of events, areas of them like `decision.*`, or `*` for all, also those of later versions.');

/** Where a workspace is told of what happens in it. */
export const Webhook = z.strictObject({
  id: WebhookId,
  name: Name,
  url: WebUrl,
  events: Events,
  enabled: z.boolean(),
  gone_at: Timestamp.nullable().describe('When the receiver answered 410, and so disabled it.'),
  secret_set_at: Timestamp,
  earlier_secret_until: Timestamp.nullable().describe('Until then messages are signed with the secret before as well.'),
  deliveries: TargetProgress,
  created_by: z.strictObject({ kind: z.enum(['member', 'key']), id: PrincipalId, name: z.string().nullable() }),
  created_at: Timestamp,
  version: Version,
});
export type Webhook = z.infer<typeof Webhook>;

export const WebhookWithSecret = Webhook.extend({
  secret: z.string().describe('`whsec_` and base64. Shown this once: store it where messages are verified.'),
});
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;

export const WebhookParams = z.strictObject({ webhook_id: WebhookId });

export const listWebhooks = contract({
  name: 'webhooks.list',
  method: 'GET',
  path: '/api/v1/webhooks',
  summary: 'Webhooks of the workspace, the latest first.',
  permission: 'webhooks:manage',
  query: PageQuery,
  answers: { 200: page(Webhook) },
});

export const addWebhook = contract({
  name: 'webhooks.add',
  method: 'POST',
  path: '/api/v1/webhooks',
  summary: 'Add a webhook: an address that is told of events from now on. The answer has its secret, once.',
  permission: 'webhooks:manage',
  body: z.strictObject({
    name: Name,
    url: WebUrl,
    events: Events.default([ALL_EVENTS]),
    enabled: z.boolean().default(true),
  }),
  answers: { 201: WebhookWithSecret },
  failures: ['conflict'],
});

export const getWebhook = contract({
  name: 'webhooks.get',
  method: 'GET',
  path: '/api/v1/webhooks/{webhook_id}',
  summary: 'One webhook.',
  permission: 'webhooks:manage',
  params: WebhookParams,
  answers: { 200: Webhook },
});

export const changeWebhook = contract({
  name: 'webhooks.change',
  method: 'PATCH',
  path: '/api/v1/webhooks/{webhook_id}',
  summary: 'Change a webhook. It counts at once, also for what waits to be tried again.',
  permission: 'webhooks:manage',
  precondition: 'if-match',
  params: WebhookParams,
  body: z.strictObject({
    name: Name.optional(),
    url: WebUrl.optional(),
    events: Events.optional(),
    enabled: z.boolean().optional(),
  }),
  answers: { 200: Webhook },
});

export const removeWebhook = contract({
  name: 'webhooks.remove',
  method: 'DELETE',
  path: '/api/v1/webhooks/{webhook_id}',
  summary: 'Remove a webhook with its secret. What waits for it is dropped, and its log can be read no more.',
  permission: 'webhooks:manage',
  params: WebhookParams,
  answers: { 204: z.undefined() },
});

export const rotateWebhookSecret = contract({
  name: 'webhooks.rotate_secret',
  method: 'POST',
  path: '/api/v1/webhooks/{webhook_id}/rotate',
  summary: 'Give a webhook a new secret, shown once. For a while messages are signed with both.',
  permission: 'webhooks:manage',
  precondition: 'if-match',
  params: WebhookParams,
  body: z.strictObject({
    overlap_seconds: z
      .int()
      .min(0)
      .max(MOST_OVERLAP_SECONDS)
      .default(USUAL_OVERLAP_SECONDS)
      .describe('How long messages are signed with the old secret as well. One from before that ends now.'),
  }),
  answers: { 200: WebhookWithSecret },
});

export const testWebhook = contract({
  name: 'webhooks.test',
  method: 'POST',
  path: '/api/v1/webhooks/{webhook_id}/test',
  summary: 'Send a `webhook.test` to this webhook, once, whether or not it is enabled. Its log says what came of it.',
  permission: 'webhooks:manage',
  params: WebhookParams,
  answers: { 202: z.strictObject({ delivery_id: DeliveryId.describe('In the log within moments.') }) },
});
