import { BatchId } from '@holdfast/protocol/notifications/ids';
import { CHANNELS } from '@holdfast/protocol/notifications/topics';
import { EVENTS } from '@holdfast/protocol/telemetry/events';
import { z } from 'zod';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { defineEvent } from '../../../platform/outbox/define-event.ts';
import type { NotificationsParts } from '../parts.ts';
import type { StoredBatch } from './store.ts';

const ENDED = defineEvent({
  type: 'notification_batch_ended',
  kind: 'notification_batch',
  data: z.strictObject({
    batch_id: BatchId,
    channel: z.enum(CHANNELS),
    sent: z.int(),
    failed: z.int(),
    skipped: z.int(),
  }),
});

/** Nobody of it waits any more: that is told, each time that it comes to this. */
export const tellEnded = async (
  tx: Write,
  { outbox, log }: Pick<NotificationsParts, 'outbox' | 'log'>,
  { id, channel, waiting, sent, failed, skipped }: StoredBatch,
): Promise<void> => {
  if (waiting > 0) return;
  const data = { batch_id: id, channel, sent, failed, skipped };
  await outbox.add(tx, ENDED, { object: id, data });
  afterCommit(tx, () =>
    log.info({ event: 'notification_batch_ended', ...data }, EVENTS.notification_batch_ended.means),
  );
};
