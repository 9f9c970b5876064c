import type { JobDetail } from '@holdfast/protocol/work/job';
import type { ReactNode } from 'react';
import { CopyButton } from '../../controls/copy-button.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { Moment } from '../../text/moment.tsx';
import { took } from '../../text/took.ts';
import { JobMark } from './job-mark.tsx';

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="grid min-w-0 content-start gap-0.5">
    <dt className="text-small text-muted">{label}</dt>
    <dd className="flex min-h-6 flex-wrap items-center gap-x-2 font-semibold wrap-anywhere">{children}</dd>
  </div>
);

const NextOrEnd = ({ job, now }: { readonly job: JobDetail; readonly now: number }) => {
  if (job.finished_at !== null) {
    return (
      <Fact label="Ended">
        <Moment at={job.finished_at} now={now} />
      </Fact>
    );
  }
  if (job.state === 'running' && job.started_at !== null) {
    return <Fact label="Running for">{took(now - Date.parse(job.started_at))}</Fact>;
  }
  return (
    <Fact label="Next try">
      {job.state === 'delayed' ? <Moment at={job.run_at} now={now} /> : 'when a worker is free'}
    </Fact>
  );
};

/** The job in one line of figures. */
export const JobFacts = ({ job, now }: { readonly job: JobDetail; readonly now: number }) => (
  <dl className="grid grid-cols-2 gap-x-8 gap-y-3 rounded-panel border border-line bg-surface px-4 py-3 md:flex md:flex-wrap">
    <Fact label="State">
      <JobMark state={job.state} />
    </Fact>
    <Fact label="Queue">
      <PageLink to={paths.jobs({ queue: job.queue })} className="text-accent underline-offset-2 hover:underline">
        {job.queue}
      </PageLink>
    </Fact>
    <Fact label="Tries">
      {job.attempts} of {job.max_attempts}
      {job.losses > 0 && (
        <span className="font-normal text-muted">
          its worker died {job.losses === 1 ? 'once' : `${job.losses} times`}
        </span>
      )}
    </Fact>
    <NextOrEnd job={job} now={now} />
    <Fact label="Written down">
      <Moment at={job.created_at} now={now} />
    </Fact>
    {job.key !== null && <Fact label="Key">{job.key}</Fact>}
    {job.priority !== 0 && <Fact label="Priority">{job.priority}</Fact>}
    <Fact label="Id">
      <span className="font-mono text-small font-normal">{job.id}</span>
      <CopyButton text={job.id} what="the id" />
    </Fact>
  </dl>
);
