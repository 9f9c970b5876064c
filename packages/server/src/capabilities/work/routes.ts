import {
  listDeadLetters,
  listInstanceDeadLetters,
  redriveInstanceJob,
  redriveInstanceQueue,
  redriveJob,
  redriveQueue,
} from '@holdfast/protocol/work/dead-letters';
import { cancelJob, getJob, listJobs, retryJob } from '@holdfast/protocol/work/jobs';
import { listInstanceQueues, listQueues } from '@holdfast/protocol/work/queues';
import { listSchedules } from '@holdfast/protocol/work/schedules';
import type { Context, InstanceContext } from '../../platform/http/context.ts';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import type { Database } from '../../platform/database/database.ts';
import { INSTANCE_WORKSPACE } from '@holdfast/protocol/ids';
import type { OnMoved } from '../../platform/jobs/on-moved.ts';
import * as work from './work.ts';

export interface WorkParts {
  readonly database: Database;
  readonly onMoved: OnMoved;
}

export const workRoutes = ({ database, onMoved }: WorkParts): readonly Endpoint[] => {
  const steered = ({ db }: Context) => ({ db, onMoved });
  const own = ({ signal }: InstanceContext) => ({ db: database.forWorkspace(INSTANCE_WORKSPACE, signal), onMoved });
  return [
    on(listQueues, (ctx) => work.listQueues(ctx)),
    on(listInstanceQueues, (ctx) => work.listInstanceQueues(ctx)),
    on(listJobs, (ctx, { query }) => work.listJobs(ctx, query)),
    on(getJob, (ctx, { params }) => work.findJob(ctx, params.job_id)),
    on(retryJob, (ctx, { params }) => work.retryJob(steered(ctx), params.job_id)),
    on(cancelJob, (ctx, { params }) => work.cancelJob(steered(ctx), params.job_id)),
    on(listDeadLetters, (ctx, { query }) => work.listDeadLetters(ctx, query)),
    on(redriveQueue, (ctx, { body }) => work.redriveQueue(steered(ctx), body.queue)),
    on(redriveJob, (ctx, { params }) => work.redriveJob(steered(ctx), params.job_id)),
    on(listSchedules, (ctx) => work.listSchedules(ctx)),
    on(listInstanceDeadLetters, (ctx, { query }) => work.listDeadLetters(own(ctx), query)),
    on(redriveInstanceQueue, (ctx, { body }) => work.redriveQueue(own(ctx), body.queue)),
    on(redriveInstanceJob, (ctx, { params }) => work.redriveJob(own(ctx), params.job_id)),
  ];
};
