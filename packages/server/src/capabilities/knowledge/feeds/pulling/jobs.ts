import { FeedId, FeedPullId } from '@holdfast/protocol/knowledge/ids';
import { z } from 'zod';
import { defineJob, defineQueue } from '../../../../platform/jobs/define-job.ts';
import { ScheduledPayload } from '../../../../platform/jobs/define-schedule.ts';

/** Each waits for another server, and then holds a thread that reads. */
const QUEUE = defineQueue({ name: 'feeds', concurrency: 4, timeoutMs: 10 * 60_000 });

/**
 * One attempt of one pull. The job's own tries are for what goes wrong with us; what goes wrong with the feed is an end of the
 * attempt, and another job is the next. Has the id of the pull as its key.
 */
export const ATTEMPT_JOB = defineJob({
  name: 'knowledge.pull_feed',
  queue: QUEUE,
  attempts: 3,
  payload: z.strictObject({ feed_id: FeedId, pull_id: FeedPullId, attempt: z.int() }),
});

export const SETTLE_JOB = defineJob({ name: 'knowledge.settle_pulls', payload: ScheduledPayload });

export const DUE_JOB = defineJob({ name: 'knowledge.begin_due_pulls', payload: ScheduledPayload });
