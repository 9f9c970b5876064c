import { z } from 'zod';
import { contract } from '../contract.ts';
import { page } from '../page.ts';
import { Timestamp } from '../time.ts';

export const NODE_ROLES = ['all', 'api', 'worker'] as const;
export type NodeRole = (typeof NODE_ROLES)[number];

export const InstanceNode = z.strictObject({
  id: z.uuid().describe('Another after each start.'),
  role: z.enum(NODE_ROLES),
  status: z
    .enum(['up', 'draining', 'silent'])
    .describe('Silent: it has missed heartbeats, and is taken off the list when it stays so.'),
  version: z.string(),
  host: z.string().describe('The name of its machine, a colon and the id of its process, as jobs name it.'),
  url: z.string().nullable().describe('Where it listens; null until it does.'),
  started_at: Timestamp,
  seen_at: Timestamp.describe('Its last heartbeat.'),
  answering: z.boolean().describe('This is the node that answers.'),
});
export type InstanceNode = z.infer<typeof InstanceNode>;

export const listNodes = contract({
  name: 'instance.list_nodes',
  method: 'GET',
  path: '/api/v1/nodes',
  summary: 'The nodes that serve this instance, the oldest first. All on one page.',
  permission: 'instance:manage',
  answers: { 200: page(InstanceNode) },
});
