import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { afterCommit } from '../../../../platform/database/after-commit.ts';
import type { Write } from '../../../../platform/database/transaction.ts';
import type { Run } from '../../../../platform/jobs/handler.ts';
import { beginChange, type Actor } from '../../pairs/change.ts';
import { undoDrafts, type Done } from '../../pairs/undo-drafts.ts';
import { BATCH_ROWS, SLICE_MS, type ImportsParts } from '../parts.ts';
import { changeStatus } from '../status.ts';
import { countUndone, holdImport } from '../store/imports.ts';
import { rowsToUndo, type MadeRow } from '../store/ledger.ts';
import { CONTINUED, UNDO_JOB } from './jobs.ts';

export interface Undoing {
  readonly import_id: ImportId;
  readonly actor: Actor;
}

/** Takes back what an import did, in the order of its rows. Whoever comes after one that was killed goes on behind its last batch. */
export const workOnUndo = async (parts: ImportsParts, undoing: Undoing, run: Run): Promise<void> => {
  const since = parts.clock.elapsed();
  while (await run.db.write((tx) => undoSome(tx, parts, undoing))) {
    if (parts.clock.elapsed() - since < SLICE_MS) continue;
    await run.db.write(async (tx) => {
      await run.finish(tx);
      await parts.jobs.enqueue(tx, UNDO_JOB, undoing, { ...CONTINUED, key: undoing.import_id });
    });
    return;
  }
};

/** False when nothing is left. */
const undoSome = async (tx: Write, parts: ImportsParts, { import_id: id, actor }: Undoing): Promise<boolean> => {
  const held = await holdImport(tx, id);
  if (held === undefined || held.undo === null || held.status === 'undone') return false;
  const rows = await rowsToUndo(tx, id, held.undone_through, BATCH_ROWS);
  const last = rows.at(-1);
  if (last === undefined) {
    await changeStatus(tx, parts, held, { status: 'undone' });
    return false;
  }
  const change = await beginChange(tx, { by: 'undo', actor, importId: id });
  const undone = await undoDrafts(tx, change, rows.map(toDone));
  const { at, removed, restored, kept } = held.undo;
  const undo = {
    at,
    removed: removed + undone.removed,
    restored: restored + undone.restored,
    kept: kept + undone.kept,
  };
  await countUndone(tx, id, undo, last.row);
  await parts.onPairs(tx);
  afterCommit(tx, () => parts.onChanged(tx.workspace, 'imports'));
  return true;
};

const toDone = ({ outcome, pair_id: pairId, version_before: before, version_after: versionAfter }: MadeRow): Done =>
  outcome === 'added' || before === null
    ? { outcome: 'added', pairId, versionAfter }
    : { outcome: 'changed', pairId, versionBefore: before, versionAfter };
