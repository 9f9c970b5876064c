import type { Job } from '@holdfast/protocol/work/job';
import { redriveJob } from '@holdfast/protocol/work/dead-letters';
import { cancelJob, retryJob } from '@holdfast/protocol/work/jobs';
import { useState } from 'react';
import { type Act, useAct } from '../../live/use-act.ts';
import { useTakeJob } from './use-job.ts';

export interface JobActions {
  readonly retry: Act;
  readonly redrive: Act;
  readonly cancel: Act;
  /** Its worker has been asked to stop and has not done so yet. */
  readonly isStopping: boolean;
  readonly isAskingToCancel: boolean;
  readonly askToCancel: (isAsking: boolean) => void;
}

export const useJobActs = (job: Job, lookAgain: () => void): JobActions => {
  const take = useTakeJob();
  const [isStopping, setIsStopping] = useState(false);
  const [isAskingToCancel, askToCancel] = useState(false);
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
  return {
    retry,
    redrive,
    cancel,
    isStopping: isStopping && job.state === 'running',
    isAskingToCancel,
    askToCancel,
  };
};
