import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { Timestamp } from '../time.ts';
import { NotificationId } from './ids.ts';
import { MOST_COUNTED_UNREAD } from './limits.ts';
import { NotificationTopic } from './topics.ts';

/** Something that a member was told of. */
export const Notification = z.strictObject({
  id: NotificationId,
  topic: NotificationTopic,
  title: z.string().describe('One line. Shown as text: it may hold words of whoever asked for a decision.'),
  text: z.string().describe('Shown as text, never as markup.'),
  path: z.string().nullable().describe('Where to look, as a path of the console.'),
  created_at: Timestamp,
  read_at: Timestamp.nullable().describe('When it was read, or what it tells of was settled by anybody.'),
});
export type Notification = z.infer<typeof Notification>;

const Unread = z.strictObject({
  unread: z.int().describe(`${MOST_COUNTED_UNREAD} when there are so many or more.`),
});

const OWN = 'An API key has none.';

export const listNotifications = contract({
  name: 'notifications.list',
  method: 'GET',
  path: '/api/v1/notifications',
  summary: `What whoever asks was told of, the latest first. ${OWN}`,
  permission: 'notifications:read',
  query: PageQuery.extend({
    state: z.enum(['all', 'unread', 'read']).default('all'),
    topic: NotificationTopic.optional(),
  }),
  answers: { 200: page(Notification) },
});

export const countNotifications = contract({
  name: 'notifications.count',
  method: 'GET',
  path: '/api/v1/notifications/count',
  summary: `How many notifications whoever asks has not read. ${OWN}`,
  permission: 'notifications:read',
  answers: { 200: Unread },
});

export const readNotification = contract({
  name: 'notifications.read',
  method: 'POST',
  path: '/api/v1/notifications/{notification_id}/read',
  summary: 'Mark one of the own notifications as read.',
  permission: 'notifications:read',
  params: z.strictObject({ notification_id: NotificationId }),
  answers: { 200: Notification },
});

export const readAllNotifications = contract({
  name: 'notifications.read_all',
  method: 'POST',
  path: '/api/v1/notifications/read',
  summary: 'Mark all own notifications as read, or those up to one of them.',
  permission: 'notifications:read',
  body: z.strictObject({
    through: NotificationId.optional().describe('The latest that was seen. What came after it stays unread.'),
  }),
  answers: { 200: Unread },
});
