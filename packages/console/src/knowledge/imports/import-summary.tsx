import { type ImportJob, ROW_OUTCOMES } from '@holdfast/protocol/knowledge/imports';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import type { Deeds } from '../../deeds/use-deeds.ts';
import type { Known } from '../../live/live.ts';
import { Progress } from '../../progress/progress.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { countOf } from '../../text/count.ts';
import { Moment } from '../../text/moment.tsx';
import { took } from '../../text/took.ts';
import { cancelling, cancelVerdict, undoWords } from './import-deeds.ts';
import { ImportMark, isBeingUndone, isUnderWay } from './import-mark.tsx';
import { OutcomeBar, OUTCOMES } from './row-outcomes.tsx';

interface ImportSummaryProps {
  readonly known: Known<ImportJob>;
  readonly deeds: Deeds;
  readonly mayWrite: boolean;
}

const toldOf = ({ progress: { rows_per_second: rate, seconds_left: left } }: ImportJob) =>
  rate === null || left === null ? undefined : { rate, leftMs: left * 1_000 };

const UnderWay = ({ known: { body: job, at }, deeds, mayWrite }: ImportSummaryProps) => (
  <Progress
    label={`Progress of ${job.filename}`}
    reading={{ done: job.progress.done, total: job.progress.total, unit: 'rows', at }}
    told={toldOf(job)}
    state={job.status === 'pending' ? 'waiting' : 'running'}
    {...(cancelVerdict(job, mayWrite).impossible === undefined && {
      cancel: (
        <Button
          aria-disabled={deeds.isRunning}
          onClick={() => {
            if (!deeds.isRunning) deeds.propose(cancelling(job));
          }}
        >
          Stop it
        </Button>
      ),
    })}
  />
);

const Ended = ({ job, now }: { readonly job: ImportJob; readonly now: number }) => (
  <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
    <ImportMark status={job.status} />
    {job.ended_at !== null && (
      <span className="text-muted">
        ended <Moment at={job.ended_at} now={now} />
        {job.started_at !== null && <> after {took(Date.parse(job.ended_at) - Date.parse(job.started_at))}</>}
      </span>
    )}
  </p>
);

const Figures = ({ job: { counts } }: { readonly job: ImportJob }) => (
  <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3 lg:grid-cols-6">
    <div>
      <dt className="text-small text-muted">Rows</dt>
      <dd className="text-title font-semibold">{countOf(counts.rows)}</dd>
    </div>
    {ROW_OUTCOMES.map((outcome) => (
      <div key={outcome} title={OUTCOMES[outcome].means}>
        <dt className="flex items-center gap-1.5 text-small text-muted first-letter:uppercase">
          <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2">
            <rect width="8" height="8" rx="2" className={OUTCOMES[outcome].fill} />
          </svg>
          <span className="first-letter:uppercase">{outcome}</span>
        </dt>
        <dd
          className={`text-title font-semibold ${counts[outcome] === 0 ? 'text-faint' : outcome === 'rejected' ? 'text-bad' : ''}`}
        >
          {countOf(counts[outcome])}
        </dd>
      </div>
    ))}
  </dl>
);

const Undo = ({
  job,
  undo,
  now,
}: {
  readonly job: ImportJob;
  readonly undo: NonNullable<ImportJob['undo']>;
  readonly now: number;
}) => (
  <p role="status" className="rounded-control bg-sunken px-3 py-2">
    {isBeingUndone(job) ? 'Being undone since ' : 'Undone '}
    <Moment at={undo.at} now={now} />: {undoWords(undo)}
    {isBeingUndone(job) && ' so far'}.
  </p>
);

/** How far an import is, or how it ended, and what became of its rows. */
export const ImportSummary = (props: ImportSummaryProps) => {
  const { body: job, serverAt: now } = props.known;
  return (
    <Panel title={isUnderWay(job) ? 'Progress' : 'What came of it'}>
      <div className="grid gap-4 p-4">
        {isUnderWay(job) ? <UnderWay {...props} /> : <Ended job={job} now={now} />}
        {job.failure !== null && (
          <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad wrap-anywhere">
            {job.failure}
          </p>
        )}
        {job.undo !== null && <Undo job={job} undo={job.undo} now={now} />}
        {!isUnderWay(job) && (
          <OutcomeBar of="Rows" counts={job.counts} total={Math.max(job.counts.rows, job.progress.total)} />
        )}
        <Figures job={job} />
        {job.same_as !== null && (
          <p className="text-muted">
            The very same file was{' '}
            <PageLink to={paths.import(job.same_as)} className="text-accent underline underline-offset-2">
              imported before
            </PageLink>
            .
          </p>
        )}
      </div>
    </Panel>
  );
};
