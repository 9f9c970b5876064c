import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { Job, JobDetail, JobName, JobParams, JobState, QueueName } from './job.ts';

export const listJobs = contract({
  name: 'work.list_jobs',
  method: 'GET',
  path: '/api/v1/jobs',
  summary: 'Jobs of this workspace, the latest first. Finished ones are kept for a day.',
  permission: 'work:read',
  query: PageQuery.extend({ queue: QueueName.optional(), state: JobState.optional(), name: JobName.optional() }),
  answers: { 200: page(Job) },
});

export const getJob = contract({
  name: 'work.get_job',
  method: 'GET',
  path: '/api/v1/jobs/{job_id}',
  summary: 'One job with its failed tries and what they said.',
  permission: 'work:read',
  params: JobParams,
  answers: { 200: JobDetail },
});

export const retryJob = contract({
  name: 'work.retry_job',
  method: 'POST',
  path: '/api/v1/jobs/{job_id}/retry',
  summary: 'Run a job now that waits for its time. A dead one is sent again with all its tries.',
  permission: 'work:manage',
  params: JobParams,
  answers: { 200: Job },
  failures: ['conflict'],
});

export const cancelJob = contract({
  name: 'work.cancel_job',
  method: 'POST',
  path: '/api/v1/jobs/{job_id}/cancel',
  summary: 'Take a job back: at once while it waits, by a signal to its worker while it runs.',
  permission: 'work:manage',
  params: JobParams,
  answers: { 200: Job.extend({ cancelling: z.boolean().describe('It still runs and has been asked to stop.') }) },
  failures: ['conflict'],
});
