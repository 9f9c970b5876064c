import { REASONS, type ReasonCode } from '@holdfast/protocol/notifications/batches';
import { BatchId } from '@holdfast/protocol/notifications/ids';
import { z } from 'zod';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import { defineJob } from '../../../platform/jobs/define-job.ts';
import { handles, type JobHandler, type Run } from '../../../platform/jobs/handler.ts';
import { oneLine, passedOn } from '../../../platform/mail/letter.ts';
import { sendLetter } from '../../../platform/mail/send-letter.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import type { MemberMailbox } from '../../identity/index.ts';
import { messageIdOf } from '../message-id.ts';
import type { NotificationsParts } from '../parts.ts';
import { NOTIFICATIONS } from '../queue.ts';
import { readSaid } from '../preferences/store.ts';
import { wantsOf } from '../preferences/wants.ts';
import { insertNotifications } from '../telling/store.ts';
import { tellChanged } from '../told.ts';
import { tellEnded } from './ended.ts';
import { askedIn, unsentBecause } from './sort-out.ts';
import { endRecipient, findToSend, noteAttempt, type RecipientEnd, type ToSend } from './store.ts';

export const sendToRecipient = defineJob({
  name: 'notifications.send',
  queue: NOTIFICATIONS,
  payload: z.strictObject({ batch_id: BatchId, number: z.int() }),
});

/** One recipient of a batch, as this try found it. */
interface Sending {
  readonly run: Run;
  readonly batch: BatchId;
  readonly number: number;
  readonly one: ToSend;
  readonly mailbox: MemberMailbox | undefined;
  readonly workspaceName: string;
}

export const sendsToRecipients = (parts: NotificationsParts): JobHandler =>
  handles(sendToRecipient, async ({ batch_id: batch, number }, run) => {
    const found = await run.db.read(async (tx) => {
      const one = await findToSend(tx, batch, number);
      if (one === undefined) return undefined;
      const asked = one.member === null ? askedIn([one.recipient]) : { ids: [one.member] };
      const [mailboxes, names] = await Promise.all([parts.mailboxes(tx, asked), parts.namesOf(tx, [tx.workspace])]);
      const [mailbox] = mailboxes;
      const wants = wantsOf(mailbox === undefined ? [] : await readSaid(tx, [mailbox.id]));
      return { one, mailbox, wants, workspaceName: names.get(tx.workspace) ?? '' };
    });
    if (found === undefined || found.one.status !== 'waiting') return run.say('It was sent before, or is forgotten.');
    const { wants, ...rest } = found;
    const { mailbox, one } = rest;
    const sending = { run, batch, number, ...rest };
    // days may have passed since it was sorted out
    if (mailbox !== undefined && !wants(mailbox.id, 'message', one.channel))
      return end(parts, sending, { code: 'opted_out' });
    return one.channel === 'in_app' ? putInInbox(parts, sending) : mailIt(parts, sending);
  });

const putInInbox = async (parts: NotificationsParts, sending: Sending): Promise<void> => {
  const { batch, one, mailbox } = sending;
  if (mailbox === undefined) return end(parts, sending, { code: 'not_a_member' });
  const member = mailbox.id;
  const told = { member, topic: 'message', cause: batch, path: null, object: null, shown: true, mail: null } as const;
  return end(parts, sending, {
    also: async (tx) => {
      await insertNotifications(tx, [{ ...told, id: parts.makeId(), title: one.subject, text: one.text }]);
      afterCommit(tx, () => tellChanged(parts, tx.workspace, [member]));
    },
  });
};

const mailIt = async (parts: NotificationsParts, sending: Sending): Promise<void> => {
  const { run, batch, number, one, mailbox, workspaceName } = sending;
  const { ids } = askedIn([one.recipient]);
  const isGone = mailbox === undefined && (one.member !== null || ids.length > 0);
  if (isGone) return end(parts, sending, { code: 'not_a_member' });
  const posting = {
    to: mailbox?.email ?? one.recipient,
    letter: passedOn({
      subject: one.subject,
      text: one.text,
      below: `Sent from the workspace \u201C${oneLine(workspaceName)}\u201D by Holdfast.`,
    }),
    messageId: messageIdOf(`${batch}.${number}`),
  };
  const { outcome, reason } = await sendLetter(parts.mail, posting, run.signal);
  if (outcome === 'accepted') return end(parts, sending, { asked: true });
  if (outcome === 'permanent') return end(parts, sending, { code: 'refused', reason, asked: true });
  if (run.isLast) return end(parts, sending, { code: 'unreachable', reason, asked: true });
  await run.db.write((tx) => noteAttempt(tx, { batch, number, reason }));
  throw new Error(reason);
};

interface End {
  /** Why it failed; it did not where there is none. */
  readonly code?: ReasonCode;
  readonly reason?: string;
  readonly asked?: boolean;
  readonly also?: (tx: Write) => Promise<void>;
}

/** What became of it, the end of the job, and of the batch where it was the last, are one. */
const end = async (
  parts: NotificationsParts,
  { run, batch, number, mailbox, one: { channel } }: Sending,
  { code, reason, asked = false, also }: End,
): Promise<void> => {
  const status = code === undefined ? 'sent' : unsentBecause(code);
  const ended: RecipientEnd = {
    batch,
    number,
    status,
    member: mailbox?.id ?? null,
    code,
    reason: reason ?? (code && REASONS[code]),
    asked,
  };
  await run.db.write(async (tx) => {
    const now = await endRecipient(tx, ended);
    if (now !== undefined) {
      await also?.(tx);
      await tellEnded(tx, parts, now);
      const outcome = { topic: 'message', channel, outcome: status };
      afterCommit(tx, () => parts.metrics.count('holdfast_notifications_total', outcome));
    }
    await run.finish(tx);
  });
};
