import type { Job } from '@holdfast/protocol/work/job';
import { RowLink } from '../../controls/row-link.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { paths } from '../../routing/paths.ts';
import { idEnd } from '../../text/id-end.ts';
import { Moment } from '../../text/moment.tsx';
import { spanOfTime } from '../../text/span-of-time.ts';
import { JobMark } from './job-mark.tsx';

/** When it runs, or when it ended. */
const When = ({ job, now }: { readonly job: Job; readonly now: number }) => {
  if (job.state === 'delayed') {
    return (
      <>
        next try <Moment at={job.run_at} now={now} />
      </>
    );
  }
  if (job.state === 'waiting') return <>when a worker is free</>;
  if (job.state === 'running') {
    return job.started_at === null ? (
      <Nothing />
    ) : (
      <>
        since <Moment at={job.started_at} now={now} />
      </>
    );
  }
  return (
    <span className="text-muted">
      ended {job.finished_at === null ? 'at an unknown time' : <Moment at={job.finished_at} now={now} />}
    </span>
  );
};

/** Many have the same name: when each was written down tells them apart, and those of one transaction the end of the id. */
const Name = ({ job, now }: { readonly job: Job; readonly now: number }) => (
  <>
    <RowLink to={paths.job(job.id)}>{job.name}</RowLink>
    <span className="block text-small font-normal text-muted">
      <Moment at={job.created_at} now={now} />, {spanOfTime(now - Date.parse(job.created_at))} ago{' '}
      <span title={job.id} className="font-mono whitespace-nowrap">
        {idEnd(job.id)}
      </span>
    </span>
  </>
);

const columnsAt = (now: number): readonly Column<Job>[] => [
  { heading: 'Job, written down', cell: (job) => <Name job={job} now={now} /> },
  { heading: 'State', cell: ({ state }) => <JobMark state={state} /> },
  { heading: 'Queue', cell: ({ queue }) => queue },
  { heading: 'Tries', isNumber: true, cell: (job) => `${job.attempts} of ${job.max_attempts}` },
  { heading: 'When', cell: (job) => <When job={job} now={now} /> },
  { heading: 'Node', cell: ({ node }) => node ?? <Nothing /> },
  {
    heading: 'Last error',
    isWide: true,
    cell: ({ error }) => (error === null ? <Nothing /> : <span className="line-clamp-2 text-muted">{error}</span>),
  },
];

export const JobsTable = ({ jobs, now }: { readonly jobs: readonly Job[]; readonly now: number }) => (
  <Table
    label="Jobs"
    columns={columnsAt(now)}
    grid="lg:grid-cols-[minmax(0,1.3fr)_92px_minmax(0,0.8fr)_56px_132px_minmax(0,0.8fr)_minmax(0,2fr)]"
    rows={jobs}
    keyOf={({ id }) => id}
  />
);
