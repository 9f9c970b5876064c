import { contract, type Contract } from '@holdfast/protocol/contract';
import { text } from '@holdfast/protocol/text';
import { z } from 'zod';

const Name = text(100, 1);
const Type = z.enum(['thing.happened', 'thing.ordered']);

export const makeHappen = contract({
  name: 'probe.make_happen',
  method: 'POST',
  path: '/api/v1/probe/happenings',
  summary: 'Count what happens to a thing, and write an event about each time, in one transaction.',
  permission: 'knowledge:write',
  body: z.strictObject({
    thing: Name,
    type: Type.default('thing.happened').describe('What is ordered also starts a job.'),
    times: z.int().min(1).max(1000).default(1),
    undo: z.boolean().default(false).describe('Fail after it was written.'),
  }),
  answers: { 201: z.strictObject({ events: z.array(z.strictObject({ id: z.uuid(), sequence: z.int() })) }) },
  failures: ['conflict'],
});

export const getThing = contract({
  name: 'probe.get_thing',
  method: 'GET',
  path: '/api/v1/probe/things/{name}',
  summary: 'How often something happened to it.',
  permission: 'knowledge:read',
  params: z.strictObject({ name: Name }),
  answers: { 200: z.strictObject({ happened: z.int() }) },
});

export const addWebhook = contract({
  name: 'probe.add_webhook',
  method: 'POST',
  path: '/api/v1/probe/webhooks',
  summary: 'Be told of events.',
  permission: 'knowledge:write',
  body: z.strictObject({ url: z.url(), secret: text(100, 1), types: z.array(Type).default(['thing.happened']) }),
  answers: { 201: z.strictObject({ id: z.uuid() }) },
});

const DeadWebhook = z.strictObject({
  event_id: z.uuid(),
  target_id: z.uuid(),
  kind: z.string(),
  object_id: z.string(),
  sequence: z.int(),
  attempts: z.int(),
  status: z.int().nullable(),
  error: z.string().nullable(),
  ended_at: z.string(),
});

export const listDead = contract({
  name: 'probe.list_dead_webhooks',
  method: 'GET',
  path: '/api/v1/probe/dead-webhooks',
  summary: 'Webhooks that were given up.',
  permission: 'knowledge:read',
  answers: { 200: z.strictObject({ items: z.array(DeadWebhook) }) },
});

export const redrive = contract({
  name: 'probe.redrive_webhook',
  method: 'POST',
  path: '/api/v1/probe/dead-webhooks/{event_id}/{target_id}/redrive',
  summary: 'Send one again.',
  permission: 'knowledge:write',
  params: z.strictObject({ event_id: z.uuid(), target_id: z.uuid() }),
  answers: { 200: z.strictObject({ redriven: z.boolean() }) },
});

export const watchThings = contract({
  name: 'probe.watch_things',
  method: 'GET',
  path: '/api/v1/probe/things/watch',
  summary: 'What happens in this workspace, as it is told on this node.',
  permission: 'knowledge:read',
  answers: {},
  events: {
    told: z.strictObject({
      id: z.uuid(),
      type: z.string(),
      object: z.strictObject({ kind: z.string(), id: z.string() }),
      sequence: z.int(),
      time: z.string(),
      data: z.unknown(),
    }),
  },
});

export const PROBE_OUTBOX_CONTRACTS: readonly Contract[] = [
  makeHappen,
  getThing,
  addWebhook,
  listDead,
  redrive,
  watchThings,
];
