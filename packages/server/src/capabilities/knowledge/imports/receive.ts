import type { DryRun, ImportJob, importFile } from '@holdfast/protocol/knowledge/imports';
import { ImportId } from '@holdfast/protocol/knowledge/ids';
import { open } from 'node:fs/promises';
import { doneBy } from '../../../platform/audit/act.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { Answered, HandlerInput } from '../../../platform/http/endpoint.ts';
import type { ReceivedFile } from '../../../platform/http/uploads/received-file.ts';
import { actorOf } from '../pairs/change.ts';
import { surveyFile } from '../reading/read-file.ts';
import type { Survey } from '../reading/reading.ts';
import { UnreadableFile } from '../reading/unreadable-file.ts';
import { readAsked, type Asked } from './asked.ts';
import { keptReading } from './kept-reading.ts';
import type { ImportsParts } from './parts.ts';
import { failureOfFile } from './refuse-file.ts';
import { tellStatus } from './status.ts';
import { storableJson } from './storable.ts';
import { insertPiece } from './store/files.ts';
import { findSameFile, insertImport } from './store/imports.ts';
import { toImportJob } from './to-import-job.ts';
import { IMPORT_JOB } from './work/jobs.ts';

type Sent = HandlerInput<typeof importFile>;

/** A file is looked at from its beginning to its end before anything is stored: what cannot be read is said at once. */
export const receive = async (
  parts: ImportsParts,
  ctx: Context,
  { query, file }: Sent,
): Promise<() => Promise<Answered<typeof importFile>>> => {
  const asked = readAsked(query, file.fieldsIn);
  const survey = await surveyed(parts, ctx, { file, asked });
  if (query.dry_run) return async () => ({ status: 200, body: await toDryRun(ctx, file, survey) });
  const arrived = { file, asked, survey };
  return async () => ({ status: 202, body: await ctx.db.write((tx) => accept(tx, parts, ctx, arrived)) });
};

interface Arrived {
  readonly file: ReceivedFile;
  readonly asked: Asked;
}

const surveyed = async (
  { limits, surveyTurns }: ImportsParts,
  { signal, workspace }: Context,
  { file, asked }: Arrived,
): Promise<Survey> => {
  const { path, filename, fieldsIn } = file;
  const request = { path, filename, ...asked, signal, limits: { mostRows: limits.rows } };
  try {
    return await surveyTurns.inTurn(() => surveyFile(request), { signal, lane: workspace });
  } catch (error) {
    throw error instanceof UnreadableFile ? failureOfFile(error, fieldsIn) : error;
  }
};

const toDryRun = async ({ db }: Context, file: ReceivedFile, survey: Survey): Promise<DryRun> => ({
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

/** The import, its file and its job are there together, or nothing is. */
const accept = async (
  tx: Write,
  parts: ImportsParts,
  ctx: Context,
  { file, asked, survey }: Arrived & { readonly survey: Survey },
): Promise<ImportJob> => {
  const { filename, bytes, sha256 } = file;
  const { found, rows } = survey;
  const stored = await insertImport(tx, {
    id: ImportId.parse(parts.makeId()),
    filename,
    bytes,
    sha256,
    rows,
    format: found.format,
    encoding: found.encoding,
    reading: storableJson(keptReading(found)),
    asked: storableJson(asked),
    sameAs: await findSameFile(tx, sha256),
    actor: actorOf(ctx),
  });
  await storeFile(tx, stored.id, file.path);
  await parts.jobs.enqueue(tx, IMPORT_JOB, { import_id: stored.id });
  const object = { kind: 'import', id: stored.id };
  await parts.audit.add(tx, { ...doneBy(ctx), action: 'import.started', object, facts: { rows, bytes } });
  await tellStatus(tx, parts, stored, null);
  return toImportJob(tx, parts, stored);
};

const PIECE_BYTES = 256 * 1024;

/** One piece at a time is in memory, and always the same. */
const storeFile = async (tx: Write, id: ImportId, path: string): Promise<void> => {
  const bytes = Buffer.allocUnsafeSlow(PIECE_BYTES);
  const file = await open(path);
  try {
    for (let piece = 0; ; piece += 1) {
      const { bytesRead } = await file.read(bytes);
      if (bytesRead === 0) return;
      await insertPiece(tx, id, piece, bytes.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
};
