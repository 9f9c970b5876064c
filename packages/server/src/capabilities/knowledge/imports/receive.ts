import type { importFile } from '@holdfast/protocol/knowledge/imports';
import { doneBy } from '../../../platform/audit/act.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { Answered, HandlerInput } from '../../../platform/http/endpoint.ts';
import { actorOf } from '../pairs/change.ts';
import { UnreadableFile } from '../reading/unreadable-file.ts';
import { accept } from './accept.ts';
import { readAsked } from './asked.ts';
import { toDryRun } from './dry-run.ts';
import type { ImportsParts } from './parts.ts';
import { failureOfFile } from './refuse-file.ts';
import { survey } from './survey-file.ts';
import { toImportJob } from './to-import-job.ts';

type Sent = HandlerInput<typeof importFile>;

/** A file is looked at from its beginning to its end before anything is stored: what cannot be read is said at once. */
export const receive = async (
  parts: ImportsParts,
  ctx: Context,
  { query, file }: Sent,
): Promise<() => Promise<Answered<typeof importFile>>> => {
  const arrived = { file, asked: readAsked(query, file.fieldsIn) };
  const found = await survey(parts, ctx, arrived).catch((error: unknown) => {
    throw error instanceof UnreadableFile ? failureOfFile(error, file.fieldsIn) : error;
  });
  if (query.dry_run) return async () => ({ status: 200, body: await toDryRun(ctx.db, file, found) });
  const accepting = { ...arrived, survey: found, actor: actorOf(ctx), doneBy: doneBy(ctx) };
  return async () => ({
    status: 202,
    body: await ctx.db.write(async (tx) => toImportJob(tx, parts, await accept(tx, parts, accepting))),
  });
};
