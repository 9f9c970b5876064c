import { z } from 'zod';
import { contract } from '../contract.ts';
import { QueueName } from './job.ts';

export const Queue = z.strictObject({
  name: QueueName,
  waiting: z.int(),
  delayed: z.int(),
  running: z.int(),
  dead: z.int(),
  oldest_waiting_seconds: z.number().nullable().describe('How long the job has waited that was written down first.'),
});
export type Queue = z.infer<typeof Queue>;

const Queues = z.strictObject({ items: z.array(Queue) });

export const listQueues = contract({
  name: 'work.list_queues',
  method: 'GET',
  path: '/api/v1/queues',
  summary: 'How many jobs of this workspace are in each queue.',
  permission: 'work:read',
  answers: { 200: Queues },
});

export const listInstanceQueues = contract({
  name: 'work.list_instance_queues',
  method: 'GET',
  path: '/api/v1/instance/queues',
  summary: 'How many jobs of all workspaces are in each queue.',
  permission: 'instance:manage',
  answers: { 200: Queues },
});
