import type { Job } from '@holdfast/protocol/work/job';
import { redriveJob } from '@holdfast/protocol/work/dead-letters';
import { cancelJob, retryJob } from '@holdfast/protocol/work/jobs';
import { useState } from 'react';
import { ActRow } from '../../controls/act-row.tsx';
import { Confirm } from '../../controls/confirm.tsx';
import { Panel } from '../../controls/panel.tsx';
import { useAct } from '../../live/use-act.ts';
import { verdictsOf } from './job-verdicts.ts';
import { useTakeJob } from './use-job.ts';

interface JobActsProps {
  readonly job: Job;
  readonly lookAgain: () => void;
}

const useJobActs = ({ job, lookAgain }: JobActsProps) => {
  const take = useTakeJob();
  const [isStopping, setIsStopping] = useState(false);
  const given = { params: { job_id: job.id } };
  const options = { onAnswer: take, lookAgain };
  const retry = useAct<Job>({ ...options, ask: (holdfast) => holdfast.bodyOf(retryJob, given) });
  const redrive = useAct<Job>({ ...options, ask: (holdfast) => holdfast.bodyOf(redriveJob, given) });
  const cancel = useAct({
    lookAgain,
    ask: (holdfast) => holdfast.bodyOf(cancelJob, given),
    onAnswer: ({ cancelling, ...answered }) => {
      setIsStopping(cancelling);
      take(answered);
    },
  });
  return { retry, redrive, cancel, isStopping: isStopping && job.state === 'running' };
};

/** What can be done with a job, what each does, and why not. */
export const JobActs = ({ job, lookAgain }: JobActsProps) => {
  const { retry, redrive, cancel, isStopping } = useJobActs({ job, lookAgain });
  const [isAsking, setIsAsking] = useState(false);
  const verdicts = verdictsOf(job);
  const refusals = [retry, redrive, cancel].flatMap(({ refusal }) => refusal ?? []);
  return (
    <Panel title="What you can do">
      {refusals.map((refusal) => (
        <p key={refusal} role="alert" className="border-b border-line bg-bad-soft px-4 py-2 text-bad wrap-anywhere">
          {refusal}
        </p>
      ))}
      <div>
        <ActRow label="Retry now" {...verdicts.retry} isRunning={retry.isRunning} onAct={retry.run} />
        <ActRow label="Redrive" {...verdicts.redrive} isRunning={redrive.isRunning} onAct={redrive.run} />
        <ActRow
          label="Cancel"
          {...verdicts.cancel}
          {...(isStopping && { isPossible: false, sentence: 'Its worker has been asked to stop. It still runs.' })}
          isRunning={cancel.isRunning}
          onAct={() => setIsAsking(true)}
        />
      </div>
      <Confirm
        title={`Cancel ${job.name}?`}
        act="Cancel the job"
        keep="Keep it"
        isOpen={isAsking}
        onAct={cancel.run}
        onClose={() => setIsAsking(false)}
      >
        <p>{verdicts.cancel.sentence} This cannot be undone.</p>
      </Confirm>
    </Panel>
  );
};
