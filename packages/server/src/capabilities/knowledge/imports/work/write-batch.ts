import type { ImportCounts } from '@holdfast/protocol/knowledge/imports';
import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { afterCommit } from '../../../../platform/database/after-commit.ts';
import type { Write } from '../../../../platform/database/transaction.ts';
import type { PairDraft } from '../../pair-draft.ts';
import { beginChange, type Actor } from '../../pairs/change.ts';
import { writeDrafts, type Written } from '../../pairs/write-drafts.ts';
import type { ImportsParts } from '../parts.ts';
import { countRows, holdImport } from '../store/imports.ts';
import { insertRows, type LedgerRow } from '../store/ledger.ts';
import { NOTHING, type Batch, type Place } from './prepare.ts';

export interface Target {
  readonly id: ImportId;
  readonly actor: Actor;
  /** Which fields the file says something of. */
  readonly says: ReadonlySet<keyof PairDraft>;
}

/** Writes the pairs, what became of each row, and how far the import is. False when somebody has ended the import meanwhile. */
export const writeBatch = async (
  tx: Write,
  parts: Pick<ImportsParts, 'metrics' | 'onChanged' | 'onPairs'>,
  { id, actor, says }: Target,
  batch: Batch,
): Promise<boolean> => {
  const held = await holdImport(tx, id);
  if (held?.status !== 'processing') return false;
  if (held.rows !== batch.first - 1)
    throw new Error(`An import has ${held.rows} rows, and the batch that comes begins with row ${batch.first}`);
  const change = await beginChange(tx, { by: 'import', actor, importId: id });
  const { drafts, places, others } = batch;
  const results = drafts.length === 0 ? [] : await writeDrafts(tx, change, { drafts, says });
  // each draft has its place, in the same order
  const rows = [...others, ...results.map((what, at) => written(places[at] as Place, what))];
  await insertRows(tx, id, rows);
  const counts = countsOf(rows);
  await countRows(tx, id, counts);
  if (counts.added + counts.changed > 0) await parts.onPairs(tx);
  afterCommit(tx, () => {
    parts.onChanged(tx.workspace, 'imports');
    parts.metrics.count('holdfast_import_batches_total', { status: 'committed' });
    for (const outcome of OUTCOMES)
      if (counts[outcome] > 0) parts.metrics.count('holdfast_import_rows_total', { outcome }, counts[outcome]);
  });
  return true;
};

const written = (place: Place, what: Written): LedgerRow => ({
  ...place,
  ...NOTHING,
  outcome: what.outcome,
  pairId: what.pairId,
  versionBefore: what.outcome === 'changed' ? what.versionBefore : null,
  versionAfter: what.outcome === 'unchanged' ? null : what.versionAfter,
});

const OUTCOMES = ['added', 'changed', 'unchanged', 'duplicate', 'rejected'] as const;

const countsOf = (rows: readonly LedgerRow[]): ImportCounts => {
  const counts = { rows: rows.length, added: 0, changed: 0, unchanged: 0, duplicate: 0, rejected: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
};
