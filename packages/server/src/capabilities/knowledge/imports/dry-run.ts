import type { DryRun } from '@holdfast/protocol/knowledge/imports';
import type { WorkspaceDb } from '../../../platform/database/database.ts';
import type { Survey } from '../reading/reading.ts';
import { findSameFile } from './store/imports.ts';
import type { Arrived } from './survey-file.ts';

/** What would become of a file that was looked through. */
export const toDryRun = async (db: WorkspaceDb, file: Arrived['file'], survey: Survey): Promise<DryRun> => ({
  dry_run: true,
  filename: file.filename,
  bytes: file.bytes,
  sha256: file.sha256.toString('hex'),
  reading: survey.found,
  rows: survey.rows,
  rejected: survey.rejected,
  sample: survey.sample.map(({ row, line, pair: { question, answer, phrasings, tags } }) => ({
    row,
    line,
    question,
    answer,
    phrasings: [...phrasings],
    tags: [...tags],
  })),
  problems: survey.problems.map(({ row, line, entry, problem }) => ({ row, line, entry, ...problem })),
  same_as: await db.read((tx) => findSameFile(tx, file.sha256)),
});
