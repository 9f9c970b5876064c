import { ACTOR_KINDS } from '@holdfast/protocol/knowledge/actor';
import { ImportId } from '@holdfast/protocol/knowledge/ids';
import { z } from 'zod';
import { defineJob, defineQueue } from '../../../../platform/jobs/define-job.ts';

/** Each holds a thread that reads and a connection that writes. */
const QUEUE = defineQueue({ name: 'imports', concurrency: 3, timeoutMs: 10 * 60_000 });

/** Has the id of the import as its key. */
export const IMPORT_JOB = defineJob({
  name: 'knowledge.import',
  queue: QUEUE,
  payload: z.strictObject({ import_id: ImportId }),
});

/** Has the id of the import as its key. */
export const UNDO_JOB = defineJob({
  name: 'knowledge.undo_import',
  queue: QUEUE,
  payload: z.strictObject({
    import_id: ImportId,
    actor: z.strictObject({ kind: z.enum(ACTOR_KINDS), id: z.uuid() }),
  }),
});

/** What is continued goes before what has not been begun. */
export const CONTINUED = { priority: 1 };
