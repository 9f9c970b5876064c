import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { Job, JobDetail, JobParams, QueueName } from './job.ts';

export const listDeadLetters = contract({
  name: 'work.list_dead_letters',
  method: 'GET',
  path: '/api/v1/dead-letters',
  summary: 'Jobs that were given up, with the tries they had, the latest first.',
  permission: 'work:read',
  query: PageQuery.extend({ queue: QueueName.optional() }),
  answers: { 200: page(JobDetail) },
});

export const redriveQueue = contract({
  name: 'work.redrive_queue',
  method: 'POST',
  path: '/api/v1/dead-letters/redrive',
  summary: 'Send all dead letters of a queue again, each with all its tries.',
  permission: 'work:manage',
  body: z.strictObject({ queue: QueueName }),
  answers: {
    200: z.strictObject({
      redriven: z.int(),
      kept: z.int().describe('Those whose key is taken by a job that waits or runs.'),
    }),
  },
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
