import type { ListedDecision } from '@holdfast/protocol/decisions/listed-decision';
import { listDecisions } from '@holdfast/protocol/decisions/decisions';
import { LinkButton } from '../controls/link-button.tsx';
import { Panel } from '../controls/panel.tsx';
import { BypassBanner } from '../decisions/bypasses/bypass-banner.tsx';
import { DECISIONS_TOPICS } from '../decisions/decisions-topics.ts';
import { InboxItem } from '../decisions/inbox/inbox-item.tsx';
import { useServerNow } from '../decisions/time/use-server-now.ts';
import type { Known } from '../live/live.ts';
import { LiveHeader } from '../live/live-header.tsx';
import { LiveView } from '../live/live-view.tsx';
import type { Page } from '../live/use-live-pages.ts';
import { useLive } from '../live/use-live.ts';
import { paths } from '../routing/paths.ts';
import { useMe } from '../session/use-me.ts';
import { OtherNeeds } from './other-needs.tsx';

/** So many as one takes in at a glance, of so many that are looked at. */
const SHOWN = 5;
const LOOKED_AT = 50;

type Due = Page<ListedDecision>;

/** Of those that others have to decide; whoever decides nothing looks at all. */
const OF_OTHERS: ReadonlySet<ListedDecision['your_hindrance']> = new Set([
  'role_needed',
  'own_request',
  'editor',
  'already_voted',
]);

const OthersWait = ({ count }: { readonly count: number }) => (
  <p className="border-t border-line px-4 py-3 text-muted">
    {count === 1 ? '1 waits' : `${count} wait`} for somebody else: another has to decide, or an admin.
  </p>
);

const DueDecisions = ({ known }: { readonly known: Known<Due> }) => {
  const now = useServerNow(known);
  const me = useMe()?.workspace?.member_id;
  const { items: all, next_cursor: next } = known.body;
  const mine = all.filter(({ your_hindrance: hindrance }) => !OF_OTHERS.has(hindrance));
  const items = mine.slice(0, SHOWN);
  return (
    <Panel
      title="Decisions that wait"
      note={
        items.length === 0
          ? undefined
          : next === null && mine.length <= SHOWN
            ? 'The most urgent first'
            : `The ${SHOWN} most urgent of more`
      }
    >
      {items.length === 0 ? (
        <p className="px-4 py-3 text-muted">
          {all.length === 0
            ? 'None. What an agent asks for before it does something that cannot be taken back stands here.'
            : 'None that you decide.'}
        </p>
      ) : (
        <ul aria-label="Decisions that wait">
          {items.map((decision) => (
            <li key={decision.id}>
              <InboxItem decision={decision} to={paths.decision(decision.id)} isChosen={undefined} now={now} me={me} />
            </li>
          ))}
        </ul>
      )}
      {mine.length < all.length && <OthersWait count={all.length - mine.length} />}
      <div className="px-4 py-3">
        <LinkButton to={paths.decisions()} look="plain">
          To the inbox
        </LinkButton>
      </div>
    </Panel>
  );
};

/** What needs whoever is here: decisions first, the most urgent first. */
export const HomePage = () => {
  const live = useLive<Due>({
    key: ['decisions', 'due'],
    ask: (holdfast, signal) =>
      holdfast.call(listDecisions, { query: { status: 'pending', limit: LOOKED_AT } }, { signal }),
    topics: DECISIONS_TOPICS,
  });
  return (
    <>
      <LiveHeader title="What needs you" live={live} />
      <BypassBanner />
      <LiveView live={live} what="what waits">
        {(known) => (
          <div className="grid max-w-[960px] grid-cols-[minmax(0,1fr)] gap-4">
            <DueDecisions known={known} />
            <OtherNeeds />
          </div>
        )}
      </LiveView>
    </>
  );
};
