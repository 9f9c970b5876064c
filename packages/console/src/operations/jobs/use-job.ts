import type { Job, JobDetail } from '@holdfast/protocol/work/job';
import { getJob } from '@holdfast/protocol/work/jobs';
import { useQueryClient } from '@tanstack/react-query';
import type { Watched } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { WORK_TOPICS } from '../work-topics.ts';

const keyOf = (id: string) => ['job', id] as const;

export const useJob = (id: string) =>
  useLive<JobDetail>({
    key: keyOf(id),
    ask: (holdfast, signal) => holdfast.call(getJob, { params: { job_id: id } }, { signal }),
    topics: WORK_TOPICS,
    isStirring: ({ state }) => state === 'running',
  });

/** Puts what the server answered in the place of what was known. */
export const useTakeJob = (): ((job: Job) => void) => {
  const queries = useQueryClient();
  return (job) => {
    queries.setQueryData<Watched<JobDetail>>(keyOf(job.id), (watched) =>
      watched?.known === undefined
        ? watched
        : { ...watched, known: { ...watched.known, body: { ...watched.known.body, ...job } } },
    );
  };
};
