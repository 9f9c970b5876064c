import type { Job, JobState } from '@holdfast/protocol/work/job';
import { listJobs } from '@holdfast/protocol/work/jobs';
import { type LivePages, useLivePages } from '../../live/use-live-pages.ts';
import { WORK_TOPICS } from '../work-topics.ts';

export interface JobsFilter {
  readonly queue: string | undefined;
  readonly state: JobState | undefined;
  readonly name: string | undefined;
}

export const useJobs = ({ queue, state, name }: JobsFilter): LivePages<Job> =>
  useLivePages(
    ['jobs', queue, state, name],
    (holdfast, cursor, signal) =>
      holdfast.call(listJobs, { query: { queue, state, name, cursor } }, { ...(signal !== undefined && { signal }) }),
    WORK_TOPICS,
  );
