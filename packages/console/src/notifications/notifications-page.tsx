import type { Notification } from '@holdfast/protocol/notifications/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { FilterChips } from '../controls/filter-chips.tsx';
import { LinkButton } from '../controls/link-button.tsx';
import { Panel } from '../controls/panel.tsx';
import { DeedRow } from '../deeds/deed-row.tsx';
import { DeedsView } from '../deeds/deeds-view.tsx';
import { useDeeds } from '../deeds/use-deeds.ts';
import type { Known } from '../live/live.ts';
import { LiveHeader } from '../live/live-header.tsx';
import { LiveView } from '../live/live-view.tsx';
import { LoadMore } from '../live/load-more.tsx';
import type { Pages } from '../live/use-live-pages.ts';
import { paths } from '../routing/paths.ts';
import { useSearchWord } from '../routing/use-search-word.ts';
import { StateFrame } from '../states/state-frame.tsx';
import { NotificationLine } from './notification-line.tsx';
import { readingAll } from './reading.ts';
import { useNotifications } from './use-notifications.ts';
import { NOTIFICATIONS_KEY } from './use-unread.ts';

const Nothing = ({ isUnreadOnly }: { readonly isUnreadOnly: boolean }) => (
  <StateFrame
    title={isUnreadOnly ? 'You have read everything' : 'You were told of nothing yet'}
    actions={
      <LinkButton to={paths.notificationSettings()} look="plain">
        What you are told of
      </LinkButton>
    }
  >
    <p className="text-muted">
      Here stands what waits for you: decisions that you may make, those that were handed to you or came back, and
      messages of the workspace. On which ways you are told of it you say in Settings.
    </p>
  </StateFrame>
);

interface NotificationsViewProps {
  readonly known: Known<Pages<Notification>>;
  readonly pages: ReturnType<typeof useNotifications>;
  readonly isUnreadOnly: boolean;
}

const NotificationsView = ({ known: { body, serverAt }, pages, isUnreadOnly }: NotificationsViewProps) => {
  const queries = useQueryClient();
  const deeds = useDeeds(() => queries.invalidateQueries({ queryKey: [NOTIFICATIONS_KEY] }));
  const { items } = body;
  const [latest] = items;
  const isAnyUnread = items.some(({ read_at: at }) => at === null);
  return (
    <>
      <DeedsView deeds={deeds} />
      <Panel title="What you were told of" note="The latest first">
        {latest === undefined ? (
          <Nothing isUnreadOnly={isUnreadOnly} />
        ) : (
          <>
            {isAnyUnread && (
              <div className="border-b border-line">
                <DeedRow deeds={deeds} deed={readingAll(latest)} sentence="What comes after these stays new." />
              </div>
            )}
            <ul aria-label="Notifications">
              {items.map((one) => (
                <NotificationLine key={one.id} of={one} now={serverAt} deeds={deeds} />
              ))}
            </ul>
            <LoadMore pages={pages} what="that are kept" />
          </>
        )}
      </Panel>
    </>
  );
};

/** What whoever is here was told of. */
export const NotificationsPage = () => {
  const isUnreadOnly = useSearchWord('state') === 'unread';
  const pages = useNotifications(isUnreadOnly);
  return (
    <>
      <LiveHeader title="Notifications" live={pages.live} />
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 pt-4 md:px-6">
        <FilterChips
          label="Show"
          chips={[
            { label: 'all', to: paths.notifications(), isChosen: !isUnreadOnly },
            { label: 'not read', to: paths.notifications('unread'), isChosen: isUnreadOnly },
          ]}
        />
        <LinkButton to={paths.notificationSettings()} look="plain">
          What you are told of
        </LinkButton>
      </div>
      <LiveView live={pages.live} what="your notifications">
        {(known) => <NotificationsView known={known} pages={pages} isUnreadOnly={isUnreadOnly} />}
      </LiveView>
    </>
  );
};
