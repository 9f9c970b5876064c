import { RETRIED, type NotificationBatch } from '@holdfast/protocol/notifications/batches';
import type { BatchId } from '@holdfast/protocol/notifications/ids';
import { doneBy } from '../../../platform/audit/act.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { NotificationsParts } from '../parts.ts';
import { aBatch, enqueueThem } from './send.ts';
import { findBatch, holdBatch, waitAgain } from './store.ts';
import { toBatch } from './to-batch.ts';

/** Those that wait get a job where theirs was lost or taken back; those that were reached never do. */
export const retry = (parts: NotificationsParts, ctx: Context, id: BatchId): Promise<NotificationBatch> =>
  ctx.db.write(async (tx) => {
    const was = (await holdBatch(tx, id)) ?? fail('not_found');
    if (was.channel === 'email' && !parts.mail.isConfigured) fail('mail_not_configured');
    const numbers = await waitAgain(tx, id, RETRIED);
    await enqueueThem(parts, tx, { batch: id, numbers });
    const facts = { recipients: numbers.length };
    await parts.audit.add(tx, { ...doneBy(ctx), action: 'notification_batch.retried', object: aBatch(id), facts });
    return toBatch(tx, parts, (await findBatch(tx, id)) ?? fail('internal'));
  });
