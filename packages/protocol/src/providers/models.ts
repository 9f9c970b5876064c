import { z } from 'zod';
import { contract } from '../contract.ts';
import { Timestamp } from '../time.ts';
import { ProviderId } from './providers.ts';

export const Model = z.strictObject({
  id: z.string().describe('As requests name it.'),
  name: z.string().describe('As the provider calls it for people; else its id.'),
  created_at: Timestamp.nullable(),
});
export type Model = z.infer<typeof Model>;

export const LIST_FAILURES = ['provider_failed', 'provider_busy', 'provider_timed_out', 'outbound_refused'] as const;

export const ModelList = z.strictObject({
  items: z.array(Model),
  next_cursor: z.null(),
  fetched_at: Timestamp.describe('When the provider said so.'),
  stale: z.boolean().describe('Older than lists are kept, or the provider did not answer when it was asked last.'),
  refreshing: z.boolean().describe('The provider is being asked anew at this moment.'),
  failure: z
    .strictObject({ code: z.enum(LIST_FAILURES), detail: z.string(), at: Timestamp })
    .nullable()
    .describe('Why it is not newer, where the provider did not answer when it was asked last.'),
});
export type ModelList = z.infer<typeof ModelList>;

export const listModels = contract({
  name: 'providers.list_models',
  method: 'GET',
  path: '/api/v1/providers/{provider_id}/models',
  summary:
    'The models that a provider has, as it says itself. Kept for a while; what is kept is answered while a newer list is fetched.',
  permission: 'providers:manage',
  params: z.strictObject({ provider_id: ProviderId }),
  query: z.strictObject({
    refresh: z
      .boolean()
      .default(false)
      .describe('Ask the provider now and wait for it, unless it failed within the last minute.'),
  }),
  answers: { 200: ModelList },
  failures: ['conflict', ...LIST_FAILURES],
  // who waits for a node that dies waits for its lease, and then for the provider
  limits: { seconds: 75 },
});
