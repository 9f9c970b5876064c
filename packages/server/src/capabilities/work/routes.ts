import { listDeadLetters, redriveJob, redriveQueue } from '@holdfast/protocol/work/dead-letters';
import { cancelJob, getJob, listJobs, retryJob } from '@holdfast/protocol/work/jobs';
import { listInstanceQueues, listQueues } from '@holdfast/protocol/work/queues';
import { listSchedules } from '@holdfast/protocol/work/schedules';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import type { OnMoved } from '../../platform/jobs/on-moved.ts';
import * as work from './work.ts';

export const routes = (onMoved: OnMoved): readonly Endpoint[] => [
  on(listQueues, (ctx) => work.listQueues(ctx)),
  on(listInstanceQueues, (ctx) => work.listInstanceQueues(ctx)),
  on(listJobs, (ctx, { query }) => work.listJobs(ctx, query)),
  on(getJob, (ctx, { params }) => work.findJob(ctx, params.job_id)),
  on(retryJob, (ctx, { params }) => work.retryJob(ctx, params.job_id, onMoved)),
  on(cancelJob, (ctx, { params }) => work.cancelJob(ctx, params.job_id, onMoved)),
  on(listDeadLetters, (ctx, { query }) => work.listDeadLetters(ctx, query)),
  on(redriveQueue, (ctx, { body }) => work.redriveQueue(ctx, body.queue, onMoved)),
  on(redriveJob, (ctx, { params }) => work.redriveJob(ctx, params.job_id, onMoved)),
  on(listSchedules, (ctx) => work.listSchedules(ctx)),
];
