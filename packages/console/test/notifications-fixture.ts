import {
  countNotifications,
  listNotifications,
  Notification,
  readAllNotifications,
  readNotification,
} from '@holdfast/protocol/notifications/notifications';
import {
  changeNotificationPreferences,
  getNotificationPreferences,
  NotificationPreferences,
} from '@holdfast/protocol/notifications/preferences';
import { NOTIFICATION_TOPICS } from '@holdfast/protocol/notifications/topics';
import { ISOLATE } from './decisions-data.ts';
import { type FixtureRoute, route } from './fixture-route.ts';
import { kept } from './kept.ts';
import { before, jobId } from './work-data.ts';

const notifications = (text?: string): Notification[] =>
  [
    {
      id: jobId(8_204),
      topic: 'decision_urgent',
      title: text ?? 'Isolate host web-14',
      text: text ?? 'contain_host, critical. Until 10:03.',
      path: `/decisions/${ISOLATE}`,
      created_at: before(120),
    },
    {
      id: jobId(8_203),
      topic: 'decision_yours',
      title: 'Ben Okri handed you: Send contract v4 to Norvik',
      text: 'For an hour.',
      path: '//evil.example/decisions',
      created_at: before(2_400),
    },
    {
      id: jobId(8_202),
      topic: 'message',
      title: 'The on-call list has changed',
      text: 'From Monday on Cleo is first.\nThanks.',
      created_at: before(90_000),
    },
    {
      id: jobId(8_201),
      topic: 'decision_waits',
      title: 'Raise the token budget',
      text: '',
      path: '/decisions',
      created_at: before(200_000),
      read_at: before(190_000),
    },
  ].map((one) => Notification.parse({ path: null, read_at: null, ...one }));

const preferenceRoutes = (sendsMail: boolean): readonly FixtureRoute[] => {
  const usual = Object.entries(NOTIFICATION_TOPICS).map(([name, { usual: wanted }]) => [name, { ...wanted }] as const);
  const now = NotificationPreferences.parse({ topics: Object.fromEntries(usual), sends_mail: sendsMail });
  return [
    route(getNotificationPreferences, () => now),
    route(changeNotificationPreferences, ({ body }) => {
      const { topics } = body as { readonly topics: Partial<NotificationPreferences['topics']> };
      for (const [name, wanted] of Object.entries(topics))
        Object.assign(now.topics[name as keyof typeof now.topics], wanted);
      return now;
    }),
  ];
};

/** What the server answers about what whoever asks was told of. */
export const notificationRoutes = (text: string | undefined, isEmpty: boolean): readonly FixtureRoute[] => {
  const all = kept<Notification>(isEmpty ? [] : notifications(text));
  const unread = () => all.of(({ read_at: at }) => at === null);
  return [
    route(listNotifications, ({ search }) => (search.get('state') === 'unread' ? unread() : all.list())),
    route(countNotifications, () => ({ unread: unread().items.length })),
    route(readAllNotifications, ({ body }) => {
      const { through = '' } = body as { readonly through?: string };
      for (const { id } of unread().items) if (id <= through) all.change(id, { read_at: before(0) });
      return { unread: unread().items.length };
    }),
    route(readNotification, ({ id }) => all.change(id, { read_at: before(0) })),
    ...preferenceRoutes(!isEmpty),
  ];
};
