import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { doneBy } from '../../../platform/audit/act.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { actorOf } from '../pairs/change.ts';
import type { ImportsParts } from './parts.ts';
import { beginUndo, holdImport } from './store/imports.ts';
import { toImportJob } from './to-import-job.ts';
import { UNDO_JOB } from './work/jobs.ts';

/** Writes down that it is to be undone; a job does it, as much at once as others can wait for. */
export const undo = (parts: ImportsParts, ctx: Context, id: ImportId): Promise<ImportJob> =>
  ctx.db.write(async (tx) => {
    const held = (await holdImport(tx, id)) ?? fail('not_found');
    if (held.status === 'pending' || held.status === 'processing')
      fail('conflict', { detail: `The import is ${held.status}. Cancel it first.` });
    if (held.status === 'undone') return toImportJob(tx, parts, held);
    // unless it waits or runs already: whoever cancelled its job can have it go on
    await parts.jobs.enqueue(tx, UNDO_JOB, { import_id: id, actor: actorOf(ctx) }, { key: id });
    if (held.undo !== null) return toImportJob(tx, parts, held);
    const begun = await beginUndo(tx, id);
    await parts.audit.add(tx, { ...doneBy(ctx), action: 'import.undone', object: { kind: 'import', id } });
    return toImportJob(tx, parts, begun);
  });
