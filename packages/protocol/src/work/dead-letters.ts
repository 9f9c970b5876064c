import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { Job, JobDetail, JobParams, QueueName } from './job.ts';

const DeadLetterQuery = PageQuery.extend({ queue: QueueName.optional() });
const Redriven = z.strictObject({
  redriven: z.int(),
  kept: z.int().describe('Those whose key is taken by a job that waits or runs.'),
});

export const listDeadLetters = contract({
  name: 'work.list_dead_letters',
  method: 'GET',
  path: '/api/v1/dead-letters',
  summary: 'Jobs that were given up, with the tries they had, the latest first.',
  permission: 'work:read',
  query: DeadLetterQuery,
  answers: { 200: page(JobDetail) },
});

export const redriveQueue = contract({
  name: 'work.redrive_queue',
  method: 'POST',
  path: '/api/v1/dead-letters/redrive',
  summary: 'Send all dead letters of a queue again, each with all its tries.',
  permission: 'work:manage',
  body: z.strictObject({ queue: QueueName }),
  answers: { 200: Redriven },
  failures: ['conflict'],
});

export const redriveJob = contract({
  name: 'work.redrive_job',
  method: 'POST',
  path: '/api/v1/dead-letters/{job_id}/redrive',
  summary: 'Send one dead letter again with all its tries.',
  permission: 'work:manage',
  params: JobParams,
  answers: { 200: Job },
  failures: ['conflict'],
});

export const listInstanceDeadLetters = contract({
  name: 'work.list_instance_dead_letters',
  method: 'GET',
  path: '/api/v1/instance/dead-letters',
  summary: 'Jobs of the instance itself that were given up, such as its housekeeping, the latest first.',
  permission: 'instance:manage',
  query: DeadLetterQuery,
  answers: { 200: page(JobDetail) },
});

export const redriveInstanceQueue = contract({
  name: 'work.redrive_instance_queue',
  method: 'POST',
  path: '/api/v1/instance/dead-letters/redrive',
  summary: 'Send all dead letters of the instance itself in a queue again, each with all its tries.',
  permission: 'instance:manage',
  body: z.strictObject({ queue: QueueName }),
  answers: { 200: Redriven },
  failures: ['conflict'],
});

export const redriveInstanceJob = contract({
  name: 'work.redrive_instance_job',
  method: 'POST',
  path: '/api/v1/instance/dead-letters/{job_id}/redrive',
  summary: 'Send one dead letter of the instance itself again with all its tries.',
  permission: 'instance:manage',
  params: JobParams,
  answers: { 200: Job },
  failures: ['conflict'],
});
