import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';
import { Actor } from './actor.ts';
import { ImportId, PairId } from './ids.ts';
import { PAIR_FIELDS } from './pair.ts';

export const IMPORT_STATUSES = [
  'pending',
  'processing',
  'completed',
  'completed_with_errors',
  'cancelled',
  'failed',
  'undone',
] as const;
export const ROW_OUTCOMES = ['added', 'changed', 'unchanged', 'duplicate', 'rejected'] as const;
export const FILE_FORMATS = ['csv', 'tsv', 'json', 'jsonl', 'markdown', 'xlsx'] as const;

/**
 * A column by its name or, where columns have none, by its number from 1. Several columns may be phrasings or tags. An empty list
 * says that no column is it; what is not named is proposed.
 */
const Column = z.union([text(500, 1), z.int().min(1).max(1_000)]);
export const ColumnMapping = z.partialRecord(z.enum(PAIR_FIELDS), z.union([Column, z.array(Column).max(50)]));
export type ColumnMapping = z.infer<typeof ColumnMapping>;

/** How the file was read. */
export const FileReading = z.strictObject({
  format: z.enum(FILE_FORMATS),
  packed: z.enum(['none', 'gzip', 'zip']),
  entries: z.int().describe('How many files it is.'),
  encoding: z.string(),
  encoding_by: z.enum(['mark', 'validity', 'declared', 'guess', 'format']).describe('Why that encoding.'),
  delimiter: z.string().nullable().describe('What parts the cells; null where the format has none.'),
  has_header: z.boolean().nullable(),
  columns: z.array(z.strictObject({ number: z.int(), name: z.string(), samples: z.array(z.string()) })),
  mapping: ColumnMapping,
  mapping_by: z.enum(['caller', 'names', 'content', 'format']).describe('Who said which column is what.'),
  notes: z.array(z.string()).describe('What was left out, and what was understood in a way that one may doubt.'),
});
export type FileReading = z.infer<typeof FileReading>;

export const ImportCounts = z.strictObject({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  duplicate: z.int().describe('Rows whose question the same file had before.'),
  rejected: z.int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const ImportJob = z.strictObject({
  id: ImportId,
  status: z.enum(IMPORT_STATUSES),
  filename: z.string().describe('As it was sent, without what could be a path.'),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  reading: FileReading,
  counts: ImportCounts.describe('Of the rows that were worked on so far.'),
  progress: z.strictObject({
    done: z.int(),
    total: z.int(),
    rows_per_second: z.number().nullable(),
    seconds_left: z.number().nullable(),
  }),
  failure: z.string().nullable().describe('Why it failed, and what to do.'),
  same_as: ImportId.nullable().describe('An earlier import of the very same file.'),
  created_by: Actor,
  created_at: Timestamp,
  started_at: Timestamp.nullable(),
  ended_at: Timestamp.nullable(),
  undo: z
    .strictObject({
      at: Timestamp.describe('When somebody asked for it. Its numbers grow until the status is `undone`.'),
      removed: z.int().describe('Pairs that it had added, and that are gone.'),
      restored: z.int().describe('Pairs that it had changed, and that have their earlier text back.'),
      kept: z.int().describe('Pairs that somebody has changed since; they were left as they are.'),
    })
    .nullable(),
  version: Version,
});
export type ImportJob = z.infer<typeof ImportJob>;

/** One row of the ledger. */
export const ImportRow = z.strictObject({
  row: z.int().describe('Counted over the whole file, from 1; a header is not counted.'),
  line: z.int().describe('Where it begins in its file.'),
  entry: z.string().nullable().describe('The file within an archive.'),
  outcome: z.enum(ROW_OUTCOMES),
  code: z.string().nullable(),
  message: z.string().nullable(),
  pair_id: PairId.nullable(),
  cells: z.array(z.string()).nullable().describe('As they were written, where the row was rejected.'),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** What a dry run found. Nothing was stored. */
export const DryRun = z.strictObject({
  dry_run: z.literal(true),
  filename: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  reading: FileReading,
  rows: z.int(),
  rejected: z.int(),
  sample: z.array(
    z.strictObject({
      row: z.int(),
      line: z.int(),
      question: z.string(),
      answer: z.string(),
      phrasings: z.array(z.string()),
      tags: z.array(z.string()),
    }),
  ),
  problems: z
    .array(
      z.strictObject({
        row: z.int(),
        line: z.int(),
        entry: z.string().nullable(),
        code: z.string(),
        message: z.string(),
      }),
    )
    .describe('The first hundred.'),
  same_as: ImportId.nullable(),
});
export type DryRun = z.infer<typeof DryRun>;

const ImportParams = z.strictObject({ import_id: ImportId });

const LONGEST_NAME = 8_000;

export const importFile = contract({
  name: 'knowledge.import_file',
  method: 'POST',
  path: '/api/v1/knowledge/imports',
  summary: 'Import a file of questions and answers, or say what would become of it. What can be read is said at once.',
  permission: 'knowledge:write',
  idempotency: 'accepted',
  takes: 'file',
  query: z.strictObject({
    filename: z.string().max(LONGEST_NAME).optional().describe('Its ending tells what it is. Shown, and never a path.'),
    mapping: text(20_000)
      .optional()
      .describe('JSON: which column is which field, as in `reading.mapping`. What is not named is proposed.'),
    encoding: text(40, 1)
      .optional()
      .describe(
        'A name of an encoding, or `auto`: the guess is taken. It counts where the bytes do not say it themselves.',
      ),
    dry_run: z.boolean().default(false).describe('Says what would become of it, and stores nothing.'),
  }),
  answers: { 200: DryRun, 202: ImportJob },
  failures: ['unreadable_file', 'too_many_rows', 'encoding_unclear', 'knowledge_unavailable'],
  limits: { seconds: 120 },
});

export const listImports = contract({
  name: 'knowledge.list_imports',
  method: 'GET',
  path: '/api/v1/knowledge/imports',
  summary: 'Imports, the latest first.',
  permission: 'knowledge:read',
  query: PageQuery.extend({ status: z.enum(IMPORT_STATUSES).optional() }),
  answers: { 200: page(ImportJob) },
});

export const getImport = contract({
  name: 'knowledge.get_import',
  method: 'GET',
  path: '/api/v1/knowledge/imports/{import_id}',
  summary: 'One import: how far it is, and what became of its rows.',
  permission: 'knowledge:read',
  params: ImportParams,
  answers: { 200: ImportJob },
});

export const listImportRows = contract({
  name: 'knowledge.list_import_rows',
  method: 'GET',
  path: '/api/v1/knowledge/imports/{import_id}/rows',
  summary: 'The ledger of an import, in the order of the file.',
  permission: 'knowledge:read',
  params: ImportParams,
  query: PageQuery.extend({ outcome: z.enum(ROW_OUTCOMES).optional() }),
  answers: { 200: page(ImportRow) },
});

export const followImport = contract({
  name: 'knowledge.follow_import',
  method: 'GET',
  path: '/api/v1/knowledge/imports/{import_id}/events',
  summary: 'Follow one import until it has ended; once more while it is undone.',
  permission: 'knowledge:read',
  params: ImportParams,
  answers: {},
  events: { changed: ImportJob },
});

/** Answered as a file: the rejected rows as they were written, each behind its line and the reason. */
export const downloadRejectedRows = contract({
  name: 'knowledge.download_rejected_rows',
  method: 'GET',
  path: '/api/v1/knowledge/imports/{import_id}/rejected.csv',
  summary: 'The rows that were rejected, with their lines and the reasons. No cell is taken for a formula.',
  permission: 'knowledge:read',
  params: ImportParams,
  produces: ['text/csv'],
  answers: { 200: z.string() },
});

export const cancelImport = contract({
  name: 'knowledge.cancel_import',
  method: 'POST',
  path: '/api/v1/knowledge/imports/{import_id}/cancel',
  summary: 'Stop an import within one batch. What it stored stays, and can be undone.',
  permission: 'knowledge:write',
  params: ImportParams,
  answers: { 200: ImportJob },
  failures: ['conflict'],
});

export const undoImport = contract({
  name: 'knowledge.undo_import',
  method: 'POST',
  path: '/api/v1/knowledge/imports/{import_id}/undo',
  summary: 'Take back what an import did; what people changed since is kept.',
  permission: 'knowledge:write',
  params: ImportParams,
  answers: { 200: ImportJob },
  failures: ['conflict'],
});
