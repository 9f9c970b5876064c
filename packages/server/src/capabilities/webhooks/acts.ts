import type { WebhookDelivery } from '@holdfast/protocol/webhooks/deliveries';
import { DeliveryId, type WebhookId } from '@holdfast/protocol/webhooks/ids';
import type { WebhookWithSecret } from '@holdfast/protocol/webhooks/webhooks';
import { doneBy } from '../../platform/audit/act.ts';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { findDelivery } from '../../platform/outbox/delivery-log-store.ts';
import { TESTED } from './events.ts';
import { toDelivery } from './looking.ts';
import type { WebhooksParts } from './parts.ts';
import { makeSecret } from './secret.ts';
import { findWebhook, holdWebhook, removeWebhook, rotateSecret } from './store.ts';
import { toWebhook } from './to-webhook.ts';

export const aWebhook = (id: WebhookId) => ({ kind: 'webhook', id });

export const remove = ({ audit }: WebhooksParts, ctx: Context, id: WebhookId): Promise<void> =>
  ctx.db.write(async (tx) => {
    if (!(await removeWebhook(tx, id))) fail('not_found');
    await audit.add(tx, { ...doneBy(ctx), action: 'webhook.removed', object: aWebhook(id) });
  });

interface Rotation {
  readonly id: WebhookId;
  readonly version: number;
  readonly overlapSeconds: number;
}

export const rotate = (
  parts: WebhooksParts,
  ctx: Context,
  { id, version, overlapSeconds }: Rotation,
): Promise<WebhookWithSecret> => {
  const { plain, sealed } = makeSecret(parts.secrets, { workspace: ctx.workspace, id });
  return ctx.db.write(async (tx) => {
    const was = (await holdWebhook(tx, id)) ?? fail('not_found');
    if (was.version !== version) fail('stale', { members: { current_version: was.version } });
    const now = await rotateSecret(tx, id, { sealedSecret: sealed, overlapSeconds });
    const facts = { overlap_seconds: overlapSeconds };
    await parts.audit.add(tx, { ...doneBy(ctx), action: 'webhook.secret_rotated', object: aWebhook(id), facts });
    return { ...(await toWebhook(tx, parts, now)), secret: plain };
  });
};

export const test = (
  { audit, outbox }: WebhooksParts,
  ctx: Context,
  id: WebhookId,
): Promise<{ readonly delivery_id: DeliveryId }> =>
  ctx.db.write(async (tx) => {
    if ((await findWebhook(tx, id)) === undefined) fail('not_found');
    await audit.add(tx, { ...doneBy(ctx), action: 'webhook.tested', object: aWebhook(id) });
    const data = { webhook_id: id, text: 'Somebody wanted to see whether this arrives.' };
    const added = await outbox.add(tx, TESTED, { object: id, data });
    return { delivery_id: DeliveryId.parse(added.id) };
  });

export const replay = (
  { audit, outbox }: WebhooksParts,
  ctx: Context,
  { id, delivery }: { readonly id: WebhookId; readonly delivery: DeliveryId },
): Promise<WebhookDelivery> =>
  ctx.db.write(async (tx) => {
    const webhook = (await findWebhook(tx, id)) ?? fail('not_found');
    const was = (await findDelivery(tx, id, delivery)) ?? fail('not_found');
    if (!webhook.enabled && was.type !== TESTED.type)
      fail('conflict', { detail: 'This webhook is disabled. Enable it first.' });
    await outbox.redriveWebhook(tx, delivery, id);
    const facts = { event: delivery, type: was.type, state: was.state };
    await audit.add(tx, { ...doneBy(ctx), action: 'webhook.replayed', object: aWebhook(id), facts });
    return toDelivery((await findDelivery(tx, id, delivery)) ?? fail('internal'));
  });
