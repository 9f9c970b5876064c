import { z } from 'zod';
import { contract } from '../contract.ts';
import { page } from '../page.ts';
import { PartHealth } from '../process/readiness.ts';

export const InstanceStore = z.strictObject({
  name: z.string().describe('As in the parts of /readyz.'),
  kind: z.enum(['postgres', 'folder', 'redis', 'memory', 'duckdb']),
  place: z.string().describe('A path, or host and port. Never a credential.'),
  embedded: z.boolean().describe('Holdfast runs it itself.'),
  holds: z.string().describe('What it is for, in one sentence.'),
  size_bytes: z.int().min(0).nullable().describe('Null while it cannot be asked.'),
  free_bytes: z.int().min(0).nullable().describe('What is left before it is full; null where nobody knows.'),
  health: PartHealth,
});
export type InstanceStore = z.infer<typeof InstanceStore>;

export const listStores = contract({
  name: 'instance.list_stores',
  method: 'GET',
  path: '/api/v1/stores',
  summary: 'Where the answering node keeps things, how large each store is and how it is. All on one page.',
  permission: 'instance:manage',
  answers: { 200: page(InstanceStore) },
});
