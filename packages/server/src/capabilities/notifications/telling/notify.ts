import type { PrincipalId } from '@holdfast/protocol/ids';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import type { NotificationsParts } from '../parts.ts';
import { readSaid } from '../preferences/store.ts';
import { wantsOf } from '../preferences/wants.ts';
import { tellChanged } from '../told.ts';
import type { Load } from './load.ts';
import { mailNotification } from './mail.ts';
import type { Notify } from './notice.ts';
import { plan } from './plan.ts';
import { insertNotifications, readLoads, settleObjects, type Written } from './store.ts';

/** A decision goes before a message to thousands. */
const BEFORE_BATCHES = 10;
const NOTHING: Load = { unread: 0, mailedLately: 0 };

export const createNotify = (parts: NotificationsParts): Notify => ({
  async tell(tx, notices) {
    const members = [...new Set(notices.flatMap(({ to }) => to))];
    if (members.length === 0) return;
    const [said, loads] = await Promise.all([readSaid(tx, members), readLoads(tx, members)]);
    const planned = plan(notices, {
      wants: wantsOf(said),
      sendsMail: parts.mail.isConfigured,
      loadOf: (member: PrincipalId) => loads.get(member) ?? NOTHING,
    });
    const written = await insertNotifications(
      tx,
      planned.map((one) => ({ ...one, id: parts.makeId() })),
    );
    await mailThem(parts, tx, written);
    afterCommit(tx, () => tellWritten(parts, tx, written));
  },

  async settle(tx, objects) {
    const members = await settleObjects(tx, objects);
    if (members.length > 0) afterCommit(tx, () => tellChanged(parts, tx.workspace, members));
  },
});

const mailThem = async ({ jobs }: NotificationsParts, tx: Write, written: readonly Written[]): Promise<void> => {
  const waiting = written.filter(({ mail }) => mail === 'waiting');
  await jobs.enqueueMany(
    tx,
    mailNotification,
    waiting.map(({ id }) => ({ payload: { notification_id: id }, options: { priority: BEFORE_BATCHES } })),
  );
};

const tellWritten = (parts: NotificationsParts, { workspace }: Write, written: readonly Written[]): void => {
  const { metrics } = parts;
  for (const { topic, shown, mail } of written) {
    if (shown) metrics.count('holdfast_notifications_total', { topic, channel: 'in_app', outcome: 'sent' });
    if (mail === 'held') metrics.count('holdfast_notifications_total', { topic, channel: 'email', outcome: 'held' });
  }
  const members = written.flatMap(({ shown, member }) => (shown ? [member] : []));
  if (members.length > 0) tellChanged(parts, workspace, members);
};
