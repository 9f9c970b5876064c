import type { JobDetail, JobProgress } from '@holdfast/protocol/work/job';
import { useParams } from '@tanstack/react-router';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import type { Known } from '../../live/live.ts';
import { Progress } from '../../progress/progress.tsx';
import { OperationsPage } from '../operations-page.tsx';
import { JobActs } from './job-acts.tsx';
import { type JobActions, useJobActs } from './use-job-acts.ts';
import { verdictsOf } from './job-verdicts.ts';
import { JobFacts } from './job-facts.tsx';
import { JobLog } from './job-log.tsx';
import { TriesTimeline } from './tries-timeline.tsx';
import { triesOf } from './tries.ts';
import { useJob } from './use-job.ts';

const STATES = {
  running: 'running',
  done: 'finished',
  dead: 'failed',
  cancelled: 'failed',
  waiting: 'waiting',
  delayed: 'waiting',
} as const;

interface JobProgressProps {
  readonly job: JobDetail;
  readonly progress: JobProgress;
  readonly at: number;
  readonly acts: JobActions;
}

const JobProgressPanel = ({ job, progress, at, acts }: JobProgressProps) => {
  const canCancel = verdictsOf(job).cancel.isPossible && !acts.isStopping;
  return (
    <Panel title="Progress">
      <div className="px-4 py-3">
        <Progress
          label={`Progress of ${job.name}`}
          reading={{ ...progress, at }}
          state={STATES[job.state]}
          {...(canCancel && { cancel: <Button onClick={() => acts.askToCancel(true)}>Stop this work</Button> })}
        />
      </div>
    </Panel>
  );
};

const JobView = ({ known, lookAgain }: { readonly known: Known<JobDetail>; readonly lookAgain: () => void }) => {
  const { body: job, serverAt: now } = known;
  const tries = triesOf(job);
  const acts = useJobActs(job, lookAgain);
  return (
    <>
      <JobFacts job={job} now={now} />
      {job.progress !== undefined && <JobProgressPanel job={job} progress={job.progress} at={known.at} acts={acts} />}
      {job.error !== null && (
        <Panel title="Why the last try failed">
          <p className="px-4 py-3 wrap-anywhere whitespace-pre-wrap">{job.error}</p>
        </Panel>
      )}
      <JobActs job={job} acts={acts} />
      <Panel title="Tries" note="The latest last; of those that did not end well the last 20 are kept">
        {tries.length === 0 ? (
          <p className="px-4 py-3 text-muted">No try has begun yet.</p>
        ) : (
          <TriesTimeline tries={tries} now={now} />
        )}
      </Panel>
      <Panel title="Log" note="The last 100 lines at most">
        <JobLog lines={job.log} now={now} />
      </Panel>
      <p className="text-small text-muted">Its payload is not shown: it may hold what is private.</p>
    </>
  );
};

export const JobPage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { jobId: id } = useParams({ strict: false }) as { readonly jobId: string };
  const live = useJob(id);
  const job = live.known?.body;
  return (
    <OperationsPage
      title={job?.name ?? 'Job'}
      live={live}
      what="the job"
      sentence={job === undefined ? '' : `${job.name} is ${job.state}`}
    >
      {(known) => <JobView key={id} known={known} lookAgain={live.refresh} />}
    </OperationsPage>
  );
};
