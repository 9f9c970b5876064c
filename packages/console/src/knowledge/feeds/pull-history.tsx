import { type FeedAttempt, type FeedPull, listFeedPulls } from '@holdfast/protocol/knowledge/feeds';
import type { FeedId } from '@holdfast/protocol/knowledge/ids';
import { FilterChips } from '../../controls/filter-chips.tsx';
import { Panel } from '../../controls/panel.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { type LivePages, useLivePages } from '../../live/use-live-pages.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { FailureState } from '../../states/failure-state.tsx';
import { LoadingState } from '../../states/loading-state.tsx';
import { bytes } from '../../text/bytes.ts';
import { Moment } from '../../text/moment.tsx';
import { took } from '../../text/took.ts';
import { ImportMark } from '../imports/import-mark.tsx';
import { KNOWLEDGE_TOPICS } from '../knowledge-topics.ts';
import { PullMark } from './feed-marks.tsx';
import { attemptWords, causeWords } from './feed-words.ts';

const tookOf = ({ started_at: began, ended_at: ended }: FeedAttempt): string =>
  ended === null ? '' : `, ${took(Date.parse(ended) - Date.parse(began))}`;

const AttemptLine = ({ attempt, now }: { readonly attempt: FeedAttempt; readonly now: number }) => {
  const { outcome, status, bytes: size } = attempt;
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-2">
      <span className="text-right text-muted">{attempt.attempt}</span>
      <span className="min-w-0 wrap-anywhere">
        <span className="text-muted">
          <Moment at={attempt.started_at} now={now} />
          {tookOf(attempt)}
          {status !== null && `, ${status}`}
          {size !== null && `, ${bytes(size)}`}:{' '}
        </span>
        <span className={outcome === 'failed' ? 'text-bad' : ''}>{attemptWords(attempt)}</span>
      </span>
    </li>
  );
};

const PullLine = ({ pull, now }: { readonly pull: FeedPull; readonly now: number }) => {
  const { import_id: imported, import_status: importStatus, next_attempt_at: next } = pull;
  return (
    <li className="grid gap-1.5 border-t border-line px-4 py-3 first:border-t-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <PullMark status={pull.status} />
        <span className="font-semibold">
          <Moment at={pull.created_at} now={now} />
        </span>
        <span className="text-muted">{causeWords(pull)}</span>
        {imported !== null && (
          <PageLink to={paths.import(imported)} className="text-accent underline underline-offset-2">
            What it imported
          </PageLink>
        )}
        {importStatus !== null && importStatus !== 'completed' && <ImportMark status={importStatus} />}
      </p>
      {pull.attempts.length > 0 && (
        <ol aria-label="Attempts" className="grid gap-1 text-small">
          {pull.attempts.map((attempt) => (
            <AttemptLine key={attempt.attempt} attempt={attempt} now={now} />
          ))}
        </ol>
      )}
      {pull.status === 'retrying' && next !== null && (
        <p className="text-small text-muted">
          Tried again at <Moment at={next} now={now} />, at most {pull.most_attempts} times in all.
        </p>
      )}
    </li>
  );
};

interface PullsProps {
  readonly pages: LivePages<FeedPull>;
  readonly isDeadOnly: boolean;
}

const Pulls = ({ pages, isDeadOnly }: PullsProps) => {
  const { known, failing, refresh } = pages.live;
  if (known === undefined)
    return failing === undefined ? (
      <LoadingState what="the history" />
    ) : (
      <FailureState error={failing.error} what="the history" onRetry={refresh} />
    );
  const { body, serverAt } = known;
  if (body.items.length === 0)
    return (
      <p className="px-4 py-3 text-muted">{isDeadOnly ? 'No pull of it was given up.' : 'It was not pulled yet.'}</p>
    );
  return (
    <>
      <ol aria-label="Pulls">
        {body.items.map((pull) => (
          <PullLine key={pull.id} pull={pull} now={serverAt} />
        ))}
      </ol>
      <LoadMore pages={pages} what="the pulls that are kept" />
    </>
  );
};

interface PullHistoryProps {
  readonly id: FeedId;
  readonly isDeadOnly: boolean;
}

/** What was pulled of a feed, with all that was tried. */
export const PullHistory = ({ id, isDeadOnly }: PullHistoryProps) => {
  const pages = useLivePages<FeedPull>(
    ['feed-pulls', id, isDeadOnly],
    (holdfast, cursor, signal) =>
      holdfast.call(
        listFeedPulls,
        { params: { feed_id: id }, query: { cursor, ...(isDeadOnly && { status: 'dead_letter' }) } },
        { ...(signal !== undefined && { signal }) },
      ),
    KNOWLEDGE_TOPICS,
  );
  return (
    <Panel title="History" note="The latest first">
      <div className="border-b border-line px-4 py-2">
        <FilterChips
          label="Pulls"
          chips={[
            { label: 'all', to: paths.feed(id), isChosen: !isDeadOnly },
            { label: 'dead letters', to: paths.feed(id, { status: 'dead_letter' }), isChosen: isDeadOnly },
          ]}
        />
      </div>
      <Pulls pages={pages} isDeadOnly={isDeadOnly} />
    </Panel>
  );
};
