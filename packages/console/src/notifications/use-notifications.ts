import type { Topic } from '@holdfast/protocol/live/topic';
import { notificationsTopic } from '@holdfast/protocol/notifications/notifications-topic';
import { listNotifications, type Notification } from '@holdfast/protocol/notifications/notifications';
import { useLivePages } from '../live/use-live-pages.ts';
import { NOTIFICATIONS_KEY } from './use-unread.ts';

const TOPICS: readonly Topic[] = [notificationsTopic];

/** What whoever is here was told of, the latest first. */
export const useNotifications = (isUnreadOnly: boolean) =>
  useLivePages<Notification>(
    [NOTIFICATIONS_KEY, isUnreadOnly],
    (holdfast, cursor, signal) =>
      holdfast.call(
        listNotifications,
        { query: { cursor, ...(isUnreadOnly && { state: 'unread' }) } },
        { ...(signal !== undefined && { signal }) },
      ),
    TOPICS,
  );
