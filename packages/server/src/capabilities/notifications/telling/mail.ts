import { NotificationId } from '@holdfast/protocol/notifications/ids';
import { z } from 'zod';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import { defineJob } from '../../../platform/jobs/define-job.ts';
import { handles, type JobHandler, type Run } from '../../../platform/jobs/handler.ts';
import { sendLetter } from '../../../platform/mail/send-letter.ts';
import { messageIdOf } from '../message-id.ts';
import type { NotificationsParts } from '../parts.ts';
import { NOTIFICATIONS } from '../queue.ts';
import { readSaid } from '../preferences/store.ts';
import { wantsOf } from '../preferences/wants.ts';
import { letterAbout } from './letter-of.ts';
import { findToMail, setMail, type ToMail } from './store.ts';

export const mailNotification = defineJob({
  name: 'notifications.mail',
  queue: NOTIFICATIONS,
  payload: z.strictObject({ notification_id: NotificationId }),
});

type Parts = Pick<NotificationsParts, 'mail' | 'mailboxes' | 'namesOf' | 'baseUrl' | 'metrics'>;

interface Ended {
  readonly mail: 'sent' | 'failed' | 'skipped';
  readonly reason?: string;
}

/** Whoever has read of it meanwhile, wants none any more, or is no member any more, gets no mail. */
export const mailsNotifications = (parts: Parts): JobHandler =>
  handles(mailNotification, async ({ notification_id: id }, run) => {
    const found = await run.db.read(async (tx) => {
      const one = await findToMail(tx, id);
      if (one === undefined) return undefined;
      const [mailboxes, names, said] = await Promise.all([
        parts.mailboxes(tx, { ids: [one.member] }),
        parts.namesOf(tx, [tx.workspace]),
        readSaid(tx, [one.member]),
      ]);
      const isWanted = wantsOf(said)(one.member, one.topic, 'email');
      return { one, isWanted, mailbox: mailboxes[0], workspaceName: names.get(tx.workspace) ?? '' };
    });
    if (found === undefined || found.one.mail !== 'waiting') return run.say('It was mailed before, or is forgotten.');
    const { one, isWanted, mailbox, workspaceName } = found;
    const end = (ended: Ended): Promise<void> => store(parts, run, { id, one, ended });
    if (one.is_read) return end({ mail: 'skipped', reason: 'It was read before.' });
    if (mailbox === undefined) return end({ mail: 'skipped', reason: 'The member is none any more.' });
    if (!isWanted) return end({ mail: 'skipped', reason: 'The member does not want it any more.' });
    const letter = letterAbout(one, { name: mailbox.name, workspaceName, baseUrl: parts.baseUrl() });
    const posting = { to: mailbox.email, letter, messageId: messageIdOf(id) };
    const { outcome, reason } = await sendLetter(parts.mail, posting, run.signal);
    if (outcome === 'accepted') return end({ mail: 'sent' });
    if (outcome === 'permanent' || run.isLast) return end({ mail: 'failed', reason });
    throw new Error(reason);
  });

const store = async (
  { metrics }: Parts,
  run: Run,
  { id, one: { topic }, ended }: { readonly id: NotificationId; readonly one: ToMail; readonly ended: Ended },
): Promise<void> => {
  const { mail, reason } = ended;
  await run.db.write(async (tx) => {
    await setMail(tx, id, { mail, reason });
    await run.finish(tx);
    afterCommit(tx, () => metrics.count('holdfast_notifications_total', { topic, channel: 'email', outcome: mail }));
  });
};
