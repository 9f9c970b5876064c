import { changeFeed, type Feed, getFeed } from '@holdfast/protocol/knowledge/feeds';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { LinkButton } from '../../controls/link-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { DeedRow } from '../../deeds/deed-row.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { type Deeds, useDeeds } from '../../deeds/use-deeds.ts';
import { useSubmit } from '../../forms/use-submit.ts';
import type { Known } from '../../live/live.ts';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { useLive } from '../../live/use-live.ts';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { useMay } from '../../session/session-context.ts';
import { Saved } from '../../settings/saved.tsx';
import { StateFrame } from '../../states/state-frame.tsx';
import { KnowledgeTabs } from '../knowledge-tabs.tsx';
import { KNOWLEDGE_TOPICS } from '../knowledge-topics.ts';
import { pausing, pullingNow, pullingWhole, removing, resuming, whyNotPulled } from './feed-deeds.ts';
import { FeedFacts, FeedHealth } from './feed-facts.tsx';
import { FeedForm } from './feed-form.tsx';
import { isUnderWay } from './feed-marks.tsx';
import type { FeedValues } from './feed-values.ts';
import { PullHistory } from './pull-history.tsx';

interface ChangeFeedProps {
  readonly feed: Feed;
  /** Of what was stored a moment ago. */
  readonly said: string;
  readonly onSaid: (said: string) => void;
  readonly lookAgain: () => Promise<unknown>;
}

/** What is typed stands until it is stored. */
const ChangeFeed = ({ feed, said, onSaid, lookAgain }: ChangeFeedProps) => {
  const submit = useSubmit({
    ask: (holdfast, { header, ...body }: FeedValues) =>
      holdfast.bodyOf(
        changeFeed,
        { params: { feed_id: feed.id }, body: { ...body, ...(header === undefined ? {} : { header }) } },
        { version: feed.version },
      ),
    onAnswer: () => {
      onSaid('Saved.');
      void lookAgain();
    },
  });
  return (
    <FeedForm
      title="Change it"
      label="Change the feed"
      act="Save"
      submit={submit}
      from={feed}
      onFilled={(values) => {
        onSaid('');
        submit.run(values);
      }}
      beside={<Saved said={submit.isRunning ? '' : said} />}
    />
  );
};

interface FeedActsProps {
  readonly feed: Feed;
  readonly deeds: Deeds;
  readonly removal: Deeds;
}

const FeedActs = ({ feed, deeds, removal }: FeedActsProps) => (
  <Panel title="What you can do">
    <DeedRow
      deeds={deeds}
      deed={pullingNow(feed)}
      sentence="Asks for what has changed, now."
      impossible={whyNotPulled(feed)}
    />
    <DeedRow
      deeds={deeds}
      deed={pullingWhole(feed)}
      sentence="Asks for all of it, and imports it even where it is the same."
      impossible={whyNotPulled(feed)}
    />
    {feed.paused ? (
      <DeedRow deeds={deeds} deed={resuming(feed)} sentence="It is pulled at once, and by its schedule." />
    ) : (
      <DeedRow deeds={deeds} deed={pausing(feed)} sentence="Nothing is asked of its server until it is resumed." />
    )}
    <DeedRow deeds={removal} deed={removing(feed)} sentence="What it imported stays." />
  </Panel>
);

const RemovedFeed = ({ said }: { readonly said: ReactNode }) => (
  <StateFrame
    role="status"
    title="Removed"
    actions={
      <LinkButton to={paths.feeds()} look="plain">
        To the feeds
      </LinkButton>
    }
  >
    <p>{said}</p>
  </StateFrame>
);

interface FeedViewProps {
  readonly known: Known<Feed>;
  readonly lookAgain: () => Promise<unknown>;
}

const FeedView = ({ known: { body: feed, serverAt }, lookAgain }: FeedViewProps) => {
  const queries = useQueryClient();
  const deeds = useDeeds(() =>
    Promise.all([lookAgain(), queries.invalidateQueries({ queryKey: ['feed-pulls', feed.id] })]),
  );
  const removal = useDeeds(lookAgain);
  const [said, setSaid] = useState('');
  const mayWrite = useMay('knowledge:write');
  const isDeadOnly = useSearchWord('status') === 'dead_letter';
  if (removal.said !== undefined) return <RemovedFeed said={removal.said} />;
  return (
    <>
      <DeedsView deeds={deeds} />
      <DeedsView deeds={removal} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_384px]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:order-2">
          <FeedHealth feed={feed} now={serverAt} />
          {mayWrite && <FeedActs feed={feed} deeds={deeds} removal={removal} />}
          <FeedFacts feed={feed} now={serverAt} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <PullHistory key={String(isDeadOnly)} id={feed.id} isDeadOnly={isDeadOnly} />
          {mayWrite && <ChangeFeed key={feed.version} feed={feed} said={said} onSaid={setSaid} lookAgain={lookAgain} />}
        </div>
      </div>
    </>
  );
};

/** One feed: how it fares, what was pulled of it, and how it is changed. */
export const FeedPage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { feedId: id } = useParams({ strict: false }) as { readonly feedId: Feed['id'] };
  const live = useLive<Feed>({
    key: ['feed', id],
    topics: KNOWLEDGE_TOPICS,
    ask: (holdfast, signal) => holdfast.call(getFeed, { params: { feed_id: id } }, { signal }),
    isStirring: ({ latest_pull: pull }) => isUnderWay(pull),
  });
  return (
    <>
      <LiveHeader title={live.known?.body.name ?? 'Feed'} live={live} />
      <KnowledgeTabs />
      <LiveView live={live} what="the feed">
        {(known) => <FeedView key={id} known={known} lookAgain={live.refreshed} />}
      </LiveView>
    </>
  );
};
