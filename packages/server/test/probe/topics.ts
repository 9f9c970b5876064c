import { topic, type Topic } from '@holdfast/protocol/live/topic';
import { z } from 'zod';

const events = { thing_changed: z.strictObject({ text: z.string() }) };

export const probeThings = topic({
  name: 'things',
  means: 'Changes of any thing.',
  permission: 'knowledge:read',
  scope: 'all',
  events,
});

export const probeThing = topic({
  name: 'thing',
  means: 'Changes of one thing.',
  permission: 'knowledge:read',
  scope: 'of-one',
  events,
});

export const probeSecrets = topic({
  name: 'secrets',
  means: 'What only admins may follow.',
  permission: 'workspace:manage',
  scope: 'all',
  events,
});

export const PROBE_TOPICS: readonly Topic[] = [probeThings, probeThing, probeSecrets];
