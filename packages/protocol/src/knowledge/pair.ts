import { z } from 'zod';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';
import { ImportId, PairId } from './ids.ts';
import {
  LONGEST_ANSWER,
  LONGEST_LANGUAGE,
  LONGEST_QUESTION,
  LONGEST_SOURCE,
  LONGEST_TAG,
  MOST_PHRASINGS,
  MOST_TAGS,
} from './limits.ts';

const written = (maximum: number) => text(maximum, 1).regex(/\S/u, { error: 'must have more than white space' });

export const Question = written(LONGEST_QUESTION);
export const Answer = written(LONGEST_ANSWER);
export const Phrasings = z.array(Question).max(MOST_PHRASINGS);
export const Tag = written(LONGEST_TAG);
export const Tags = z.array(Tag).max(MOST_TAGS);
export const Source = text(LONGEST_SOURCE);
export const Language = text(LONGEST_LANGUAGE, 1)
  .regex(/^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*$/u, { error: 'must be as BCP 47 writes it' })
  .describe('As BCP 47 says: `en`, `de-CH`.');

export const EMBEDDING_STATUSES = ['pending', 'completed', 'failed', 'off'] as const;
export type EmbeddingStatus = (typeof EMBEDDING_STATUSES)[number];

/** What people and files say of a pair. */
export const PAIR_FIELDS = [
  'question',
  'answer',
  'phrasings',
  'tags',
  'source',
  'language',
  'valid_from',
  'valid_until',
] as const;
export type PairField = (typeof PAIR_FIELDS)[number];

/** A question, its answer, and what is known of both. */
export const Pair = z.strictObject({
  id: PairId,
  question: Question,
  answer: Answer,
  phrasings: Phrasings.describe('Further ways to ask the same.'),
  tags: Tags,
  source: Source.describe('Where it comes from, as people say it; empty when nobody did.'),
  language: Language.nullable(),
  valid_from: Timestamp.nullable().describe('It is found from then on.'),
  valid_until: Timestamp.nullable().describe('It is found until then.'),
  import_id: ImportId.nullable().describe('The import that added it.'),
  embedding_status: z
    .enum(EMBEDDING_STATUSES)
    .describe(
      'Whether it is found by its meaning as well: `pending` soon, `failed` after tries, `off` without an embedder.',
    ),
  version: Version,
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type Pair = z.infer<typeof Pair>;
