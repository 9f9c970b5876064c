import { z } from 'zod';
import { topic } from '../live/topic.ts';

export const KNOWLEDGE_CHANGES = ['pairs', 'imports', 'embedding', 'feeds'] as const;
export type KnowledgeChange = (typeof KNOWLEDGE_CHANGES)[number];

/** Told about once a second for each, however much moves. */
export const knowledgeTopic = topic({
  name: 'knowledge',
  means:
    'What the workspace knows has changed: pairs, how far imports are, what of it is embedded, or what was pulled of feeds.',
  permission: 'knowledge:read',
  scope: 'all',
  events: { changed: z.strictObject({ what: z.enum(KNOWLEDGE_CHANGES) }) },
});
