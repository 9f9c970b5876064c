import { type Notification, readNotification } from '@holdfast/protocol/notifications/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { GivenText } from '../decisions/arguments/given-text.tsx';
import { visibleText } from '../decisions/arguments/visible-text.ts';
import { DeedButton } from '../deeds/deed-button.tsx';
import type { Deeds } from '../deeds/use-deeds.ts';
import { Mark } from '../look/mark.tsx';
import { PageLink } from '../routing/page-link.tsx';
import { useHoldfast } from '../server/holdfast-context.ts';
import { Ago } from '../text/ago.tsx';
import { LongText } from '../text/long-text.tsx';
import { reading } from './reading.ts';
import { TOPIC_WORDS } from './topic-words.ts';
import { NOTIFICATIONS_KEY } from './use-unread.ts';

/** Whoever goes to look has read it. That it could not be marked so keeps nobody from looking. */
const useRead = ({ id }: Notification): (() => void) => {
  const holdfast = useHoldfast();
  const queries = useQueryClient();
  return () =>
    void holdfast
      .bodyOf(readNotification, { params: { notification_id: id } })
      .then(() => queries.invalidateQueries({ queryKey: [NOTIFICATIONS_KEY] }))
      // it stays unread, which is what the list says then
      .catch(() => undefined);
};

/** A path of the console and nowhere else. */
const isInside = (path: string): boolean => /^\/(?![/\\])/u.test(path);

const Title = ({ of: notification }: { readonly of: Notification }) => {
  const read = useRead(notification);
  const { title, path, read_at: readAt } = notification;
  const weight = readAt === null ? 'font-semibold' : '';
  if (path === null || !isInside(path))
    return (
      <span className={weight}>
        <GivenText text={title} />
      </span>
    );
  return (
    <PageLink
      to={path}
      isHere={false}
      {...(readAt === null && { onFollow: read })}
      className={`${weight} text-accent underline-offset-2 hover:underline`}
    >
      <GivenText text={title} />
    </PageLink>
  );
};

interface NotificationLineProps {
  readonly of: Notification;
  readonly now: number;
  readonly deeds: Deeds;
}

export const NotificationLine = ({ of: notification, now, deeds }: NotificationLineProps) => {
  const { title, text, topic, created_at: at, read_at: readAt } = notification;
  return (
    <li className="grid gap-x-4 gap-y-1.5 border-t border-line px-4 py-3 first:border-t-0 sm:grid-cols-[minmax(0,1fr)_max-content]">
      <div className="grid min-w-0 gap-1 wrap-anywhere">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {readAt === null && (
            <Mark tone="info" shape="ring">
              new
            </Mark>
          )}
          <Title of={notification} />
        </p>
        {text !== '' && (
          <div className="text-muted">
            <LongText text={visibleText(text)} />
          </div>
        )}
        <p className="text-small text-muted">
          {TOPIC_WORDS[topic].label}, <Ago at={at} now={now} />
        </p>
      </div>
      {readAt === null && (
        <span className="self-start">
          <DeedButton deeds={deeds} deed={reading(notification)} of={visibleText(title)} />
        </span>
      )}
    </li>
  );
};
