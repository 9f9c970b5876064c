import type { Job } from '@holdfast/protocol/work/job';
import { ActRow } from '../../controls/act-row.tsx';
import { Confirm } from '../../controls/confirm.tsx';
import { Panel } from '../../controls/panel.tsx';
import { verdictsOf } from './job-verdicts.ts';
import type { JobActions } from './use-job-acts.ts';

/** What can be done with a job, what each does, and why not. */
export const JobActs = ({ job, acts }: { readonly job: Job; readonly acts: JobActions }) => {
  const { retry, redrive, cancel, isStopping, isAskingToCancel, askToCancel } = acts;
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
          onAct={() => askToCancel(true)}
        />
      </div>
      <Confirm
        title="Cancel this job?"
        act="Cancel the job"
        keep="Keep it"
        isOpen={isAskingToCancel}
        onAct={cancel.run}
        onClose={() => askToCancel(false)}
      >
        <p>
          {job.name} in {job.queue}. {verdicts.cancel.sentence} This cannot be undone.
        </p>
      </Confirm>
    </Panel>
  );
};
