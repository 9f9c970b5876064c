import { z } from 'zod';
import { contract } from '../contract.ts';
import { EMBEDDING_STATUSES, Tag } from './pair.ts';
import { ImportJob } from './imports.ts';

export const KnowledgeOverview = z.strictObject({
  pairs: z.int(),
  removed: z.int().describe('Those that can still be restored.'),
  embedding: z.record(z.enum(EMBEDDING_STATUSES), z.int()).describe('How many pairs have which embedding status.'),
  latest_import: ImportJob.pick({
    id: true,
    status: true,
    filename: true,
    counts: true,
    created_at: true,
    ended_at: true,
  }).nullable(),
});
export type KnowledgeOverview = z.infer<typeof KnowledgeOverview>;

export const getKnowledge = contract({
  name: 'knowledge.get',
  method: 'GET',
  path: '/api/v1/knowledge',
  summary: 'How much the workspace knows, and what came last.',
  permission: 'knowledge:read',
  answers: { 200: KnowledgeOverview },
});

const MOST_TAGS_LISTED = 1_000;

export const listTags = contract({
  name: 'knowledge.list_tags',
  method: 'GET',
  path: '/api/v1/knowledge/tags',
  summary: 'The tags of the pairs, those with the most pairs first.',
  permission: 'knowledge:read',
  query: z.strictObject({ limit: z.int().min(1).max(MOST_TAGS_LISTED).default(100) }),
  answers: {
    200: z.strictObject({
      items: z.array(z.strictObject({ tag: Tag, pairs: z.int() })),
      more: z.int().describe('How many tags there are beside these.'),
    }),
  },
});
