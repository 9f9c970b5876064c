import type { Input } from '@holdfast/protocol/contract';
import type { NotificationBatch, sendNotifications } from '@holdfast/protocol/notifications/batches';
import { BatchId } from '@holdfast/protocol/notifications/ids';
import { doneBy } from '../../../platform/audit/act.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { memberOrKey } from '../../../platform/http/member-or-key.ts';
import type { NotificationsParts } from '../parts.ts';
import { readSaid } from '../preferences/store.ts';
import { wantsOf } from '../preferences/wants.ts';
import { tellEnded } from './ended.ts';
import { fill } from './fill.ts';
import { sendToRecipient } from './send-job.ts';
import { askedIn, sortOut, type SortedOut } from './sort-out.ts';
import { insertBatch, insertRecipients } from './store.ts';
import { toBatch } from './to-batch.ts';

type Body = Input<typeof sendNotifications>['body'];

export const aBatch = (id: BatchId) => ({ kind: 'notification_batch', id });

/** Writes down who gets it, and a job for each; nothing is sent before that is committed. */
export const send = (parts: NotificationsParts, ctx: Context, body: Body): Promise<NotificationBatch> => {
  const { channel } = body;
  const filled = fill(body.template, body.data);
  if (channel === 'email' && !parts.mail.isConfigured) fail('mail_not_configured');
  const id = BatchId.parse(parts.makeId());
  const by = memberOrKey(ctx.principal);
  return ctx.db.write(async (tx) => {
    const sorted = await sortOutIn(tx, parts, body);
    const count = (status: SortedOut['status']): number => sorted.filter((one) => one.status === status).length;
    const stored = await insertBatch(tx, {
      ...filled,
      id,
      channel,
      waiting: count('waiting'),
      failed: count('failed'),
      skipped: count('skipped'),
      actor_kind: by.kind,
      actor_id: by.id,
    });
    await insertRecipients(tx, id, sorted);
    await enqueueThem(parts, tx, {
      batch: id,
      numbers: sorted.flatMap(({ status, number }) => (status === 'waiting' ? [number] : [])),
    });
    const facts = { channel, recipients: sorted.length };
    await parts.audit.add(tx, { ...doneBy(ctx), action: 'notification_batch.sent', object: aBatch(id), facts });
    await tellEnded(tx, parts, stored);
    return toBatch(tx, parts, stored);
  });
};

const sortOutIn = async (
  tx: Write,
  parts: NotificationsParts,
  { recipients, channel }: Body,
): Promise<readonly SortedOut[]> => {
  const mailboxes = await parts.mailboxes(tx, askedIn(recipients));
  const wants = wantsOf(
    await readSaid(
      tx,
      mailboxes.map(({ id }) => id),
    ),
  );
  return sortOut(recipients, { channel, mailboxes, isWanted: (member) => wants(member, 'message', channel) });
};

/** Of each there is one job at a time. */
export const enqueueThem = async (
  { jobs }: Pick<NotificationsParts, 'jobs'>,
  tx: Write,
  { batch, numbers }: { readonly batch: BatchId; readonly numbers: readonly number[] },
): Promise<void> => {
  await jobs.enqueueMany(
    tx,
    sendToRecipient,
    numbers.map((number) => ({ payload: { batch_id: batch, number }, options: { key: `${batch} ${number}` } })),
  );
};
