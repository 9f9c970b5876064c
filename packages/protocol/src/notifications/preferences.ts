import { z } from 'zod';
import { contract } from '../contract.ts';
import { CHANNELS, NOTIFICATION_TOPICS, TOPIC_NAMES, type Channel, type NotificationTopic } from './topics.ts';

const shapeOf = <Name extends string, Value extends z.ZodType>(names: readonly Name[], value: (name: Name) => Value) =>
  // each of the names is there: the list is where the type comes from
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>;

const Wanted = z.strictObject(shapeOf<Channel, z.ZodBoolean>(CHANNELS, () => z.boolean()));

/** On which ways a member wants to be told of what. */
export const NotificationPreferences = z.strictObject({
  topics: z.strictObject(
    shapeOf<NotificationTopic, typeof Wanted>(TOPIC_NAMES, (name) => Wanted.describe(NOTIFICATION_TOPICS[name].means)),
  ),
  sends_mail: z.boolean().describe('False where Holdfast has no mail server: then nothing comes by e-mail.'),
});
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;

const PATH = '/api/v1/me/notification-preferences';

export const getNotificationPreferences = contract({
  name: 'notifications.get_preferences',
  method: 'GET',
  path: PATH,
  summary: 'On which ways whoever asks wants to be told of what, in this workspace.',
  permission: 'notifications:read',
  answers: { 200: NotificationPreferences },
  failures: ['conflict'],
});

export const changeNotificationPreferences = contract({
  name: 'notifications.change_preferences',
  method: 'PATCH',
  path: PATH,
  summary: 'Say on which ways to be told of what. What is not named stays as it is.',
  permission: 'notifications:read',
  body: z.strictObject({
    topics: z.strictObject(shapeOf(TOPIC_NAMES, () => Wanted.partial().optional())),
  }),
  answers: { 200: NotificationPreferences },
  failures: ['conflict'],
});
