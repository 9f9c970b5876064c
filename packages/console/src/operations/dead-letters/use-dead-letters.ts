import type { JobDetail } from '@holdfast/protocol/work/job';
import { listDeadLetters } from '@holdfast/protocol/work/dead-letters';
import { type LivePages, useLivePages } from '../../live/use-live-pages.ts';
import { WORK_TOPICS } from '../work-topics.ts';

export const useDeadLetters = (queue: string | undefined): LivePages<JobDetail> =>
  useLivePages(
    ['dead letters', queue],
    (holdfast, cursor, signal) =>
      holdfast.call(listDeadLetters, { query: { queue, cursor } }, { ...(signal !== undefined && { signal }) }),
    WORK_TOPICS,
  );
