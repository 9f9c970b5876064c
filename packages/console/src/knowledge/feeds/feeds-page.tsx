import { type Feed, listFeeds } from '@holdfast/protocol/knowledge/feeds';
import { LinkButton } from '../../controls/link-button.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { Panel } from '../../controls/panel.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { Ago } from '../../text/ago.tsx';
import { counted } from '../../text/count.ts';
import { Moment } from '../../text/moment.tsx';
import { KnowledgeTabs } from '../knowledge-tabs.tsx';
import { KNOWLEDGE_TOPICS } from '../knowledge-topics.ts';
import { HealthMark, PullMark } from './feed-marks.tsx';
import { lastFailureOf, scheduleWords } from './feed-words.ts';
import { NoFeeds } from './no-feeds.tsx';

const GRID = 'lg:grid-cols-[minmax(0,1fr)_144px_128px_minmax(0,248px)_104px]';

const Failure = ({ feed, now }: { readonly feed: Feed; readonly now: number }) => {
  const { failing_since: since } = feed.health;
  if (since === null) return undefined;
  return (
    <span className="block text-small text-bad">
      since <Moment at={since} now={now} />: {lastFailureOf(feed)?.message ?? 'it failed'}
    </span>
  );
};

const Latest = ({ feed: { latest_pull: pull }, now }: { readonly feed: Feed; readonly now: number }) =>
  pull === null ? (
    <Nothing />
  ) : (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <PullMark status={pull.status} />
      <span className="text-small text-muted">
        <Ago at={pull.ended_at ?? pull.created_at} now={now} />
      </span>
    </span>
  );

const columnsAt = (now: number): readonly Column<Feed>[] => [
  {
    heading: 'Feed',
    cell: (feed) => (
      <>
        <RowLink to={paths.feed(feed.id)}>{feed.name}</RowLink>
        <span className="block text-small font-normal text-muted">{feed.url}</span>
      </>
    ),
  },
  { heading: 'Health', cell: (feed) => <HealthMark feed={feed} /> },
  { heading: 'Pulled', cell: ({ schedule }) => scheduleWords(schedule) },
  {
    heading: 'Last pull',
    isWide: true,
    cell: (feed) => (
      <>
        <Latest feed={feed} now={now} />
        <Failure feed={feed} now={now} />
      </>
    ),
  },
  {
    heading: 'Next',
    cell: ({ next_pull_at: next }) => (next === null ? <Nothing /> : <Moment at={next} now={now} />),
    isNumber: true,
  },
];

/** Files at URLs that are imported again and again, and how each fares. */
export const FeedsPage = () => {
  const mayWrite = useMay('knowledge:write');
  const pages = useLivePages<Feed>(
    ['feeds'],
    (holdfast, cursor, signal) =>
      holdfast.call(listFeeds, { query: { cursor } }, { ...(signal !== undefined && { signal }) }),
    KNOWLEDGE_TOPICS,
  );
  return (
    <>
      <LiveHeader title="Feeds" live={pages.live} />
      <KnowledgeTabs />
      <LiveView live={pages.live} what="the feeds">
        {({ body: { items, next_cursor: cursor }, serverAt }) =>
          items.length === 0 ? (
            <NoFeeds mayWrite={mayWrite} />
          ) : (
            <>
              {mayWrite && (
                <div className="flex justify-end">
                  <LinkButton to={paths.newFeed()}>Add a feed</LinkButton>
                </div>
              )}
              <Panel
                title="Feeds"
                note={`${counted(items.length, 'feed')}${cursor === null ? '' : ' of more'}, the latest first`}
              >
                <Table label="Feeds" columns={columnsAt(serverAt)} grid={GRID} rows={items} keyOf={({ id }) => id} />
                <LoadMore pages={pages} what="the feeds" />
              </Panel>
            </>
          )
        }
      </LiveView>
    </>
  );
};
