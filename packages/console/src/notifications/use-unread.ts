import { countNotifications } from '@holdfast/protocol/notifications/notifications';
import { useQuery } from '@tanstack/react-query';
import { useHoldfast } from '../server/holdfast-context.ts';

/** What all that is known of notifications is kept under, so that it is looked at again together. */
export const NOTIFICATIONS_KEY = 'notifications';

const EVERY_MS = 30_000;

/** How many notifications were not read, as of half a minute ago. */
export const useUnread = (): number | undefined => {
  const holdfast = useHoldfast();
  const { data } = useQuery({
    queryKey: [NOTIFICATIONS_KEY, 'unread'],
    queryFn: async ({ signal }) => (await holdfast.bodyOf(countNotifications, {}, { signal })).unread,
    refetchInterval: EVERY_MS,
    networkMode: 'always',
    staleTime: EVERY_MS,
    retry: false,
  });
  return data;
};
