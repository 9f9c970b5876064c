import type { DecisionSummary } from '@holdfast/protocol/decisions/decision';
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

/** So many as one takes in at a glance. */
const SHOWN = 5;

type Due = Page<DecisionSummary>;

const DueDecisions = ({ known }: { readonly known: Known<Due> }) => {
  const now = useServerNow(known);
  const me = useMe()?.workspace?.member_id;
  const { items, next_cursor: next } = known.body;
  return (
    <Panel
      title="Decisions that wait"
      note={
        items.length === 0 ? undefined : next === null ? 'The most urgent first' : `The ${SHOWN} most urgent of more`
      }
    >
      {items.length === 0 ? (
        <p className="px-4 py-3 text-muted">
          None. What an agent asks for before it does something that cannot be taken back stands here.
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
    ask: (holdfast, signal) => holdfast.call(listDecisions, { query: { status: 'pending', limit: SHOWN } }, { signal }),
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
