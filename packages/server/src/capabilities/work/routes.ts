import { listDeadLetters, redriveJob, redriveQueue } from '@holdfast/protocol/work/dead-letters';
import { cancelJob, getJob, listJobs, retryJob } from '@holdfast/protocol/work/jobs';
import { listInstanceQueues, listQueues } from '@holdfast/protocol/work/queues';
import { listSchedules } from '@holdfast/protocol/work/schedules';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import * as work from './work.ts';

export const routes: readonly Endpoint[] = [
  on(listQueues, (ctx) => work.listQueues(ctx)),
  on(listInstanceQueues, (ctx) => work.listInstanceQueues(ctx)),
  on(listJobs, (ctx, { query }) => work.listJobs(ctx, query)),
  on(getJob, (ctx, { params }) => work.findJob(ctx, params.job_id)),
  on(retryJob, (ctx, { params }) => work.retryJob(ctx, params.job_id)),
  on(cancelJob, (ctx, { params }) => work.cancelJob(ctx, params.job_id)),
  on(listDeadLetters, (ctx, { query }) => work.listDeadLetters(ctx, query)),
  on(redriveQueue, (ctx, { body }) => work.redriveQueue(ctx, body.queue)),
  on(redriveJob, (ctx, { params }) => work.redriveJob(ctx, params.job_id)),
  on(listSchedules, (ctx) => work.listSchedules(ctx)),
];
