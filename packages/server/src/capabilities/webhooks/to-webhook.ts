import type { Webhook } from '@holdfast/protocol/webhooks/webhooks';
import type { TargetProgress } from '@holdfast/protocol/webhooks/delivery-progress';
import type { Read } from '../../platform/database/transaction.ts';
import { readStandings } from '../../platform/outbox/delivery-log-store.ts';
import type { WebhooksParts } from './parts.ts';
import type { StoredWebhook } from './store.ts';

const NOTHING_TOLD: TargetProgress = { waiting: 0, dead: 0, last: null };

/** Webhooks as they are shown: never with their secrets. */
export const toWebhooks = async (
  tx: Read,
  { namesOf }: Pick<WebhooksParts, 'namesOf'>,
  stored: readonly StoredWebhook[],
): Promise<Webhook[]> => {
  const [names, standings] = await Promise.all([
    namesOf(tx, [...new Set(stored.map(({ actor_id: id }) => id))]),
    readStandings(
      tx,
      stored.map(({ id }) => id),
    ),
  ]);
  const standing = new Map(standings.map(({ target_id, ...progress }) => [target_id, progress]));
  return stored.map(
    ({ sealed_secret: _now, sealed_earlier_secret: _before, actor_kind: kind, actor_id: id, ...one }) => ({
      ...one,
      events: [...one.events],
      deliveries: standing.get(one.id) ?? NOTHING_TOLD,
      created_by: { kind, id, name: names.get(id) ?? null },
    }),
  );
};

export const toWebhook = async (
  tx: Read,
  parts: Pick<WebhooksParts, 'namesOf'>,
  stored: StoredWebhook,
): Promise<Webhook> => {
  const [webhook] = await toWebhooks(tx, parts, [stored]);
  if (webhook === undefined) throw new Error('One webhook was to be shown, and none is');
  return webhook;
};
