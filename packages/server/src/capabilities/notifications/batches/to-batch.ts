import type { NotificationBatch } from '@holdfast/protocol/notifications/batches';
import type { Read } from '../../../platform/database/transaction.ts';
import type { NotificationsParts } from '../parts.ts';
import type { StoredBatch } from './store.ts';

type Parts = Pick<NotificationsParts, 'namesOf'>;

export const countsOf = ({ waiting, sent, failed, skipped }: StoredBatch): NotificationBatch['counts'] => ({
  all: waiting + sent + failed + skipped,
  waiting,
  sent,
  failed,
  skipped,
});

export const toBatches = async (
  tx: Read,
  { namesOf }: Parts,
  stored: readonly StoredBatch[],
): Promise<NotificationBatch[]> => {
  const names = await namesOf(tx, [...new Set(stored.map(({ actor_id: id }) => id))]);
  return stored.map((one) => ({
    id: one.id,
    channel: one.channel,
    subject: one.subject,
    text: one.text,
    counts: countsOf(one),
    created_by: { kind: one.actor_kind, id: one.actor_id, name: names.get(one.actor_id) ?? null },
    created_at: one.created_at,
    ended_at: one.ended_at,
  }));
};

export const toBatch = async (tx: Read, parts: Parts, stored: StoredBatch): Promise<NotificationBatch> => {
  const [batch] = await toBatches(tx, parts, [stored]);
  if (batch === undefined) throw new Error('One batch was to be shown, and none is');
  return batch;
};
