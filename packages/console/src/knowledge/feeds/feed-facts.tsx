import type { Feed } from '@holdfast/protocol/knowledge/feeds';
import { actorWords } from '../actor-words.ts';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import { Ago } from '../../text/ago.tsx';
import { counted } from '../../text/count.ts';
import { Moment } from '../../text/moment.tsx';
import { columnsOf, columnWords, mappedFields } from '../imports/reading-words.ts';
import { FIELD_LABELS } from '../pair-text.ts';
import { HealthMark } from './feed-marks.tsx';
import { lastFailureOf, retryWords, scheduleWords } from './feed-words.ts';

interface FeedProps {
  readonly feed: Feed;
  readonly now: number;
}

const At = ({ at, now, none }: { readonly at: string | null; readonly now: number; readonly none: string }) =>
  at === null ? <span className="text-muted">{none}</span> : <Moment at={at} now={now} />;

/** What whoever has feeds wants to know first. */
export const FeedHealth = ({ feed, now }: FeedProps) => {
  const { health } = feed;
  const since = health.failing_since;
  return (
    <Panel title="How it fares">
      {since !== null && (
        <p role="alert" className="mx-4 mt-3 rounded-control bg-bad-soft px-3 py-2 text-bad wrap-anywhere">
          Failing since <Moment at={since} now={now} />, {counted(health.dead_letters, 'pull')} in a row.{' '}
          {lastFailureOf(feed)?.message}
        </p>
      )}
      <Facts
        facts={[
          ['State', <HealthMark key="state" feed={feed} />],
          ['Last success', <At key="last" at={health.last_success_at} now={now} none="none yet" />],
          ['Next pull', <At key="next" at={feed.next_pull_at} now={now} none="none while it is paused" />],
        ]}
      />
    </Panel>
  );
};

const mappingWords = (mapping: NonNullable<Feed['mapping']>): string =>
  mappedFields(mapping)
    .map((field) => `${FIELD_LABELS[field]}: ${columnsOf(mapping, field).map(columnWords).join(', ')}`)
    .join('. ');

export const FeedFacts = ({ feed, now }: FeedProps) => (
  <Panel title="What it is">
    <Facts
      facts={[
        [
          'URL',
          <code key="url" className="font-mono text-small">
            {feed.url}
          </code>,
        ],
        [
          'Header',
          feed.header === null ? (
            'none'
          ) : (
            <>
              {feed.header.name}
              <span className="text-muted">
                , set <Ago at={feed.header.set_at} now={now} />
              </span>
            </>
          ),
        ],
        ['Pulled', scheduleWords(feed.schedule)],
        ['Tried', retryWords(feed.retry)],
        ['Encoding', feed.encoding ?? 'as the file says itself'],
        ...(feed.filename === null ? [] : [['Called', feed.filename] as const]),
        ['Columns', feed.mapping === null ? 'found in each file' : mappingWords(feed.mapping)],
        ['Added by', actorWords(feed.created_by)],
      ]}
    />
  </Panel>
);
