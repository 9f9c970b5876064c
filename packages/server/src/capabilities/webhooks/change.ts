import type { changeWebhook, Webhook } from '@holdfast/protocol/webhooks/webhooks';
import { isDeepStrictEqual } from 'node:util';
import { doneBy } from '../../platform/audit/act.ts';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import type { HandlerInput } from '../../platform/http/endpoint.ts';
import { aWebhook } from './acts.ts';
import type { WebhooksParts } from './parts.ts';
import { holdWebhook, updateWebhook } from './store.ts';
import { toWebhook } from './to-webhook.ts';

type Change = Pick<HandlerInput<typeof changeWebhook>, 'params' | 'body' | 'version'>;

const FIELDS = ['name', 'url', 'events', 'enabled'] as const;

export const change = (parts: WebhooksParts, ctx: Context, { params, body, version }: Change): Promise<Webhook> =>
  ctx.db.write(async (tx) => {
    const id = params.webhook_id;
    const was = (await holdWebhook(tx, id)) ?? fail('not_found');
    if (was.version !== version) fail('stale', { members: { current_version: was.version } });
    const fields = FIELDS.filter((field) => body[field] !== undefined && !isDeepStrictEqual(body[field], was[field]));
    if (fields.length === 0) return toWebhook(tx, parts, was);
    const now = await updateWebhook(tx, id, {
      name: body.name ?? was.name,
      url: body.url ?? was.url,
      events: body.events ?? was.events,
      enabled: body.enabled ?? was.enabled,
    });
    const facts = { fields, origin: new URL(now.url).origin, enabled: now.enabled };
    await parts.audit.add(tx, { ...doneBy(ctx), action: 'webhook.changed', object: aWebhook(id), facts });
    return toWebhook(tx, parts, now);
  });
