import {
  type Notification,
  readAllNotifications,
  readNotification,
} from '@holdfast/protocol/notifications/notifications';
import { type Deed, deed } from '../deeds/deed.ts';

export const reading = ({ id, title }: Notification): Deed =>
  deed({
    act: 'Mark as read',
    ask: (holdfast) => holdfast.bodyOf(readNotification, { params: { notification_id: id } }),
    done: () => `“${title}” is read.`,
  });

/** Those up to the one that was seen last: what came meanwhile stays unread. */
export const readingAll = ({ id }: Notification): Deed =>
  deed({
    act: 'Mark all read',
    ask: (holdfast) => holdfast.bodyOf(readAllNotifications, { body: { through: id } }),
    done: ({ unread }) => (unread === 0 ? 'All are read.' : 'All that you saw are read. Others came meanwhile.'),
  });
