import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { countAllJobs } from '../../../../platform/jobs/count-store.ts';
import { isOfTheGround } from '../../../../platform/jobs/end-of-try.ts';
import { JobCancelled, LeaseLost, NodeLeaves } from '../../../../platform/jobs/endings.ts';
import type { Run } from '../../../../platform/jobs/handler.ts';
import type { PairDraft } from '../../pair-draft.ts';
import { readFile } from '../../reading/read-file.ts';
import { UnreadableFile } from '../../reading/unreadable-file.ts';
import { Asked } from '../asked.ts';
import { BATCH_CHARACTERS, BATCH_ROWS, SLICE_MS, type ImportsParts } from '../parts.ts';
import { changeStatus } from '../status.ts';
import { findAsked, holdImport, type StoredImport } from '../store/imports.ts';
import { FileLost, withFile } from './copy-file.ts';
import { CONTINUED, IMPORT_JOB } from './jobs.ts';
import { prepare, type Batch } from './prepare.ts';
import { writeBatch, type Target } from './write-batch.ts';

/** Works on an import from where it is. Whoever comes after one that was killed goes on behind its last batch. */
export const workOnImport = async (parts: ImportsParts, id: ImportId, run: Run): Promise<void> => {
  const begun = await begin(parts, id, run);
  if (begun === undefined) return;
  try {
    const end = await withFile({ scratch: parts.scratch, db: run.db }, begun, (path) =>
      readOn(parts, begun, run, path),
    );
    if (end === 'paused') await handOver(parts, id, run);
    if (end === 'read') await complete(parts, id, run);
  } catch (error) {
    await giveUpOn(parts, id, run, error);
  }
};

/** Undefined when there is nothing to be done, because it was cancelled or has ended. */
const begin = (parts: ImportsParts, id: ImportId, run: Run): Promise<StoredImport | undefined> =>
  run.db.write(async (tx) => {
    const held = await holdImport(tx, id);
    if (held?.status === 'processing') return held;
    // one that failed is begun again when an operator says so
    const mayBegin = held?.status === 'pending' || (held?.status === 'failed' && held.undo === null);
    return held !== undefined && mayBegin ? changeStatus(tx, parts, held, { status: 'processing' }) : undefined;
  });

type End = 'read' | 'paused' | 'ended by others';

const readOn = async (parts: ImportsParts, begun: StoredImport, run: Run, path: string): Promise<End> => {
  const { id, filename, rows: done, rows_total: total } = begun;
  const asked = Asked.parse(await run.db.read((tx) => findAsked(tx, id)));
  // it was within the limit when it was sent
  const limits = { mostRows: Math.max(parts.limits.rows, total) };
  const reading = await readFile({ path, filename, ...asked, limits, signal: run.signal });
  const target = targetOf(begun, new Set(Object.keys(reading.found.mapping) as (keyof PairDraft)[]));
  const fully = { count: BATCH_ROWS, characters: BATCH_CHARACTERS };
  const batches = prepare(reading.batches, { done, ...fully, makeId: parts.makeId });
  try {
    return await writeAll(parts, run, target, { batches, total });
  } finally {
    await reading.close();
  }
};

interface Prepared {
  readonly batches: AsyncGenerator<Batch, void, void>;
  readonly total: number;
}

/** While the database writes a batch, the next is made ready. */
const writeAll = async (parts: ImportsParts, run: Run, target: Target, { batches, total }: Prepared): Promise<End> => {
  let since = parts.clock.elapsed();
  let step = await batches.next();
  while (step.done !== true) {
    const batch = step.value;
    const committing = commit(parts, run, target, batch);
    const coming = batches.next();
    // whichever fails first is told
    coming.catch(() => {});
    if (!(await committing)) return 'ended by others';
    run.progress({ done: batch.first + batch.count - 1, total, unit: 'rows' });
    step = await coming;
    if (parts.clock.elapsed() - since < SLICE_MS) continue;
    if (step.done !== true && (await somebodyWaits(parts))) return 'paused';
    since = parts.clock.elapsed();
  }
  return 'read';
};

const somebodyWaits = async ({ database }: ImportsParts): Promise<boolean> => {
  const queues = await countAllJobs(database.forInstance());
  return queues.some(({ name, waiting }) => name === IMPORT_JOB.queue.name && waiting > 0);
};

const targetOf = (begun: StoredImport, says: Target['says']): Target => ({
  id: begun.id,
  actor: { kind: begun.actor_kind, id: begun.actor_id },
  says,
});

const commit = async (parts: ImportsParts, run: Run, target: Target, batch: Batch): Promise<boolean> => {
  try {
    return await run.db.write((tx) => writeBatch(tx, parts, target, batch));
  } catch (error) {
    parts.metrics.count('holdfast_import_batches_total', { status: 'failed' });
    throw error;
  }
};

/** Others have waited: it goes on when it is its turn again. */
const handOver = ({ jobs }: ImportsParts, id: ImportId, run: Run): Promise<void> =>
  run.db.write(async (tx) => {
    await run.finish(tx);
    await jobs.enqueue(tx, IMPORT_JOB, { import_id: id }, { ...CONTINUED, key: id });
  });

const complete = (parts: ImportsParts, id: ImportId, run: Run): Promise<void> =>
  run.db.write(async (tx) => {
    const held = await holdImport(tx, id);
    if (held?.status === 'processing')
      await changeStatus(tx, parts, held, { status: held.rejected > 0 ? 'completed_with_errors' : 'completed' });
    await run.finish(tx);
  });

/** Others go on with it, or nobody will: then the import says why. */
const giveUpOn = async (parts: ImportsParts, id: ImportId, run: Run, error: unknown): Promise<void> => {
  if (error instanceof LeaseLost || isOfTheGround(error)) throw error;
  const reason: unknown = run.signal.reason;
  if (reason instanceof NodeLeaves || reason instanceof LeaseLost) throw error;
  if (reason instanceof JobCancelled) await end(parts, id, run, { status: 'cancelled' });
  else if (error instanceof UnreadableFile || error instanceof FileLost) {
    await end(parts, id, run, { status: 'failed', failure: error.message });
    return;
  } else if (run.isLast) await end(parts, id, run, { status: 'failed', failure: UNFORESEEN });
  throw error;
};

const UNFORESEEN =
  'It failed again and again for a reason that was not foreseen. An operator finds it among the dead letters, and can have it go on.';

/** Not by the database of the run, which may write nothing any more. */
const end = async (
  parts: ImportsParts,
  id: ImportId,
  { workspace }: Run,
  to: Parameters<typeof changeStatus>[3],
): Promise<void> => {
  await parts.database.forWorkspace(workspace).write(async (tx) => {
    const held = await holdImport(tx, id);
    if (held?.status === 'processing') await changeStatus(tx, parts, held, to);
  });
};
