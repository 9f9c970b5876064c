import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';
import { Actor } from './actor.ts';
import { ImportId, PairId } from './ids.ts';
import { MOST_PAIRS_AT_ONCE } from './limits.ts';
import { Answer, EMBEDDING_STATUSES, Language, Pair, Phrasings, Question, Source, Tag, Tags } from './pair.ts';

const FIRST_MOMENT = Date.parse('0001-01-01T00:00:00Z');
const END_OF_MOMENTS = Date.parse('+010000-01-01T00:00:00Z');

/** In the years that are written with four digits, wherever on Earth. */
const Moment = z.iso.datetime({ offset: true }).refine(
  (moment) => {
    const time = Date.parse(moment);
    return time >= FIRST_MOMENT && time < END_OF_MOMENTS;
  },
  { error: 'must lie in the years 1 to 9999, in UTC' },
);
const PairParams = z.strictObject({ pair_id: PairId });

/** How a list of pairs is narrowed; an export takes the same. */
export const PairFilters = z.strictObject({
  text: text(200).optional().describe('Pairs whose question, phrasings or answer contain this, whatever its case.'),
  tag: Tag.optional(),
  source: Source.optional(),
  language: Language.optional(),
  import_id: ImportId.optional(),
  embedding_status: z.enum(EMBEDDING_STATUSES).optional(),
  valid: z.enum(['now', 'not_yet', 'no_more']).optional(),
});
export type PairFilters = z.infer<typeof PairFilters>;

export const PAIR_SORTS = ['newest', 'oldest', 'changed', 'question'] as const;

export const listPairs = contract({
  name: 'knowledge.list_pairs',
  method: 'GET',
  path: '/api/v1/knowledge/pairs',
  summary:
    'The pairs of the workspace. Filters look at many pairs a request and no more: a page may have few, or none, and still a next one.',
  permission: 'knowledge:read',
  query: PageQuery.extend({ ...PairFilters.shape, sort: z.enum(PAIR_SORTS).default('newest') }),
  answers: { 200: page(Pair) },
});

const PairFields = {
  question: Question,
  answer: Answer,
  phrasings: Phrasings,
  tags: Tags,
  source: Source,
  language: Language.nullable(),
  valid_from: Moment.nullable(),
  valid_until: Moment.nullable(),
};

export const createPair = contract({
  name: 'knowledge.create_pair',
  method: 'POST',
  path: '/api/v1/knowledge/pairs',
  summary: 'Add a pair.',
  permission: 'knowledge:write',
  idempotency: 'accepted',
  body: z.strictObject({
    question: PairFields.question,
    answer: PairFields.answer,
    phrasings: PairFields.phrasings.default([]),
    tags: PairFields.tags.default([]),
    source: PairFields.source.default(''),
    language: PairFields.language.default(null),
    valid_from: PairFields.valid_from.default(null),
    valid_until: PairFields.valid_until.default(null),
  }),
  answers: { 201: Pair },
  failures: ['question_taken'],
});

export const getPair = contract({
  name: 'knowledge.get_pair',
  method: 'GET',
  path: '/api/v1/knowledge/pairs/{pair_id}',
  summary: 'One pair.',
  permission: 'knowledge:read',
  params: PairParams,
  answers: { 200: Pair },
});

export const changePair = contract({
  name: 'knowledge.change_pair',
  method: 'PATCH',
  path: '/api/v1/knowledge/pairs/{pair_id}',
  summary: 'Change a pair; what it was stays in its history.',
  permission: 'knowledge:write',
  precondition: 'if-match',
  params: PairParams,
  body: z.strictObject(PairFields).partial(),
  answers: { 200: Pair },
  failures: ['question_taken'],
});

export const removePair = contract({
  name: 'knowledge.remove_pair',
  method: 'DELETE',
  path: '/api/v1/knowledge/pairs/{pair_id}',
  summary: 'Remove a pair. It can be restored for seven days.',
  permission: 'knowledge:write',
  params: PairParams,
  answers: { 204: z.undefined() },
});

export const MADE_BY = ['hand', 'import', 'undo', 'removal', 'restore'] as const;

/** What a pair is or was, and who made it so. */
export const PairVersion = z.strictObject({
  version: Version,
  question: Question,
  answer: Answer,
  phrasings: Phrasings,
  tags: Tags,
  source: Source,
  language: Language.nullable(),
  valid_from: Timestamp.nullable(),
  valid_until: Timestamp.nullable(),
  removed: z.boolean().describe('From this version to the next the pair was removed.'),
  made: z.strictObject({
    at: Timestamp,
    by: z.enum(MADE_BY),
    actor: Actor,
    import_id: ImportId.nullable().describe('Of an import, or of the undo of one.'),
  }),
});
export type PairVersion = z.infer<typeof PairVersion>;

export const listPairVersions = contract({
  name: 'knowledge.list_pair_versions',
  method: 'GET',
  path: '/api/v1/knowledge/pairs/{pair_id}/history',
  summary: 'What a pair is and was, the latest first; of removed ones as well, for seven days.',
  permission: 'knowledge:read',
  params: PairParams,
  query: PageQuery,
  answers: { 200: page(PairVersion) },
});

export const restorePair = contract({
  name: 'knowledge.restore_pair',
  method: 'POST',
  path: '/api/v1/knowledge/pairs/{pair_id}/restore',
  summary: 'Make a pair what it was in a version; a removed one comes back.',
  permission: 'knowledge:write',
  params: PairParams,
  body: z.strictObject({ version: Version }),
  answers: { 200: Pair },
  failures: ['question_taken'],
});

export const changePairs = contract({
  name: 'knowledge.change_pairs',
  method: 'POST',
  path: '/api/v1/knowledge/pairs/bulk',
  summary:
    'Do one thing to many pairs in one transaction: tag, untag, set source, language or validity, remove, restore.',
  permission: 'knowledge:write',
  idempotency: 'accepted',
  body: z.strictObject({
    pairs: z.array(PairId).min(1).max(MOST_PAIRS_AT_ONCE),
    act: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('add_tags'), tags: Tags.min(1) }),
      z.strictObject({ kind: z.literal('remove_tags'), tags: Tags.min(1) }),
      z.strictObject({ kind: z.literal('set_source'), source: Source }),
      z.strictObject({ kind: z.literal('set_language'), language: Language.nullable() }),
      z.strictObject({
        kind: z.literal('set_validity'),
        valid_from: Moment.nullable(),
        valid_until: Moment.nullable(),
      }),
      z.strictObject({ kind: z.literal('remove') }),
      z.strictObject({ kind: z.literal('restore') }).describe('Brings back what was removed.'),
    ]),
  }),
  answers: {
    200: z.strictObject({
      changed: z.array(PairId),
      unchanged: z.array(PairId).describe('Were so already.'),
      refused: z
        .array(z.strictObject({ id: PairId, code: z.string(), message: z.string() }))
        .describe('Not there, or not possible for this pair.'),
    }),
  },
});

export const EXPORT_FORMATS = ['csv', 'spreadsheet', 'jsonl'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** In the order of their making, with what a file can say of a pair: the same file imported again changes nothing. */
export const exportPairs = contract({
  name: 'knowledge.export_pairs',
  method: 'GET',
  path: '/api/v1/knowledge/pairs/export',
  summary: 'The pairs as a file, all of them or those that the filters find.',
  permission: 'knowledge:read',
  query: PairFilters.extend({
    format: z
      .enum(EXPORT_FORMATS)
      .default('csv')
      .describe(
        '`csv` and `jsonl` hold the text as it is; in `spreadsheet`, also CSV, no cell is taken for a formula.',
      ),
  }),
  recorded: true,
  produces: ['text/csv', 'application/x-ndjson'],
  answers: { 200: z.string() },
});
