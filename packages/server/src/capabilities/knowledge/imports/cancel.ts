import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { doneBy } from '../../../platform/audit/act.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { ImportsParts } from './parts.ts';
import { changeStatus } from './status.ts';
import { holdImport } from './store/imports.ts';
import { toImportJob } from './to-import-job.ts';

/** Each batch holds the import: none is under way when this one has it, and the next finds that it is over. */
export const cancel = (parts: ImportsParts, ctx: Context, id: ImportId): Promise<ImportJob> =>
  ctx.db.write(async (tx) => {
    const held = (await holdImport(tx, id)) ?? fail('not_found');
    if (held.status === 'cancelled') return toImportJob(tx, parts, held);
    if (held.status !== 'pending' && held.status !== 'processing')
      fail('conflict', { detail: `The import is ${held.status.replaceAll('_', ' ')}; there is nothing to stop.` });
    const object = { kind: 'import', id };
    await parts.audit.add(tx, { ...doneBy(ctx), action: 'import.cancelled', object, facts: { rows: held.rows } });
    return toImportJob(tx, parts, await changeStatus(tx, parts, held, { status: 'cancelled' }));
  });
