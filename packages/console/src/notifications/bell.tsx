import { MOST_COUNTED_UNREAD } from '@holdfast/protocol/notifications/limits';
import { BellIcon } from '../look/icons.tsx';
import { PageLink } from '../routing/page-link.tsx';
import { paths } from '../routing/paths.ts';
import { useMe } from '../session/use-me.ts';
import { countOf } from '../text/count.ts';
import { useUnread } from './use-unread.ts';

/** A number that fits beside a bell. */
const MOST_SHOWN = 99;

const shownOf = (unread: number): string => (unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread));

const labelOf = (unread: number): string => {
  if (unread === 0) return 'Notifications';
  const more = unread >= MOST_COUNTED_UNREAD ? ' or more' : '';
  return `Notifications, ${countOf(unread)}${more} not read`;
};

const Count = ({ unread }: { readonly unread: number }) => (
  <>
    <BellIcon />
    <span className="sr-only">{labelOf(unread)}</span>
    {unread > 0 && (
      <span
        aria-hidden="true"
        className="absolute top-0 right-0 min-w-4 translate-x-1/4 rounded-full bg-accent px-1 text-center text-[10px] leading-4 font-semibold text-on-accent"
      >
        {shownOf(unread)}
      </span>
    )}
  </>
);

const Ringing = () => <Count unread={useUnread() ?? 0} />;

/** The way to what whoever is here was told of, with how much of it they have not read. */
export const Bell = () => {
  const mayRead = useMe()?.permissions.includes('notifications:read') === true;
  if (!mayRead) return undefined;
  return (
    <PageLink
      to={paths.notifications()}
      className="relative grid size-8 place-items-center rounded-control text-muted hover:bg-bg hover:text-ink aria-[current]:text-ink"
    >
      <Ringing />
    </PageLink>
  );
};
