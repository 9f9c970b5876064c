import { z } from 'zod';
import { contract } from '../contract.ts';
import { text } from '../text.ts';
import { DryRun, ImportJob } from './imports.ts';

const LONGEST_FILENAME = 6_000;
const LONGEST_MAPPING = 50_000;

export const importFile = contract({
  name: 'knowledge.import_file',
  method: 'POST',
  path: '/api/v1/knowledge/imports',
  summary: 'Import a file of pairs, or only look at what it has.',
  permission: 'knowledge:write',
  idempotency: 'accepted',
  takes: 'file',
  query: z.strictObject({
    filename: z.string().max(LONGEST_FILENAME).optional().describe('Where the file is the body itself.'),
    mapping: text(LONGEST_MAPPING).optional().describe('Which column is what, as JSON.'),
    encoding: text(40, 1).optional().describe('A name, or `auto` for the guess.'),
    dry_run: z.boolean().default(false),
  }),
  answers: { 200: DryRun, 202: ImportJob },
  failures: ['unreadable_file', 'too_many_rows', 'encoding_unclear'],
});
