import type { Capability } from '../../platform/capability.ts';
import type { Work } from '../../platform/jobs/work.ts';
import { sendsToRecipients } from './batches/send-job.ts';
import { housekeeping } from './sweeps/housekeeping.ts';
import type { NotificationsParts } from './parts.ts';
import { notificationRoutes } from './routes.ts';
import { mailsNotifications } from './telling/mail.ts';
import type { Notify } from './telling/notice.ts';
import { createNotify } from './telling/notify.ts';

export type { Notice, Notify } from './telling/notice.ts';

export interface Notifications extends Capability {
  readonly work: Work;
  /** For those who have something to tell members. */
  readonly notify: Notify;
}

/** What members are told of, in their inbox and by mail, and messages to many. */
export const createNotifications = (parts: NotificationsParts): Notifications => {
  const { handlers, schedules } = housekeeping(parts.keptFor);
  return {
    endpoints: notificationRoutes(parts),
    work: { handlers: [...handlers, sendsToRecipients(parts), mailsNotifications(parts)], schedules },
    notify: createNotify(parts),
  };
};
