import type { ImportCounts } from '@holdfast/protocol/knowledge/imports';
import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { afterCommit } from '../../../../platform/database/after-commit.ts';
import type { Write } from '../../../../platform/database/transaction.ts';
import type { PairDraft } from '../../pair-draft.ts';
import { beginChange, type Actor } from '../../pairs/change.ts';
import { writeDrafts, type Written } from '../../pairs/write-drafts.ts';
import type { BadRow, GoodRow, ReadRow } from '../../reading/reading.ts';
import type { ImportsParts } from '../parts.ts';
import { storableText } from '../storable.ts';
import { countRows, holdImport } from '../store/imports.ts';
import { insertRows, type LedgerRow } from '../store/ledger.ts';
import type { SeenQuestions } from './seen-questions.ts';

/** Rows of a file, sorted by what is to be done with them. */
export interface Batch {
  readonly first: number;
  readonly count: number;
  /** Each of another question. */
  readonly good: readonly GoodRow[];
  readonly others: readonly LedgerRow[];
}

/** What a question had before is told of the rows that come later, and of no other. */
export const sortRows = (rows: readonly ReadRow[], seen: SeenQuestions): Batch => {
  const good: GoodRow[] = [];
  const others: LedgerRow[] = [];
  for (const row of rows) {
    if ('problem' in row) {
      others.push(rejected(row));
      continue;
    }
    const before = seen.see(row.pair.question, row.row);
    if (before === undefined) good.push(row);
    else others.push(duplicate(row, before));
  }
  return { first: rows[0]?.row ?? 0, count: rows.length, good, others };
};

const NOTHING = { code: null, message: null, cells: null, pairId: null, versionBefore: null, versionAfter: null };
type Place = Pick<LedgerRow, 'row' | 'line' | 'entry'>;

const placeOf = ({ row, line, entry }: Place): Place => ({ row, line, entry: entry && storableText(entry) });

const rejected = ({ problem, cells, ...place }: BadRow): LedgerRow => ({
  ...placeOf(place),
  ...NOTHING,
  outcome: 'rejected',
  code: problem.code,
  message: storableText(problem.message),
  cells: cells.map(storableText),
});

const duplicate = (row: GoodRow, before: number): LedgerRow => ({
  ...placeOf(row),
  ...NOTHING,
  outcome: 'duplicate',
  code: 'question_twice',
  message: `Row ${before} of the file has the same question, and was taken.`,
});

const written = (row: GoodRow, what: Written): LedgerRow => ({
  ...placeOf(row),
  ...NOTHING,
  outcome: what.outcome,
  pairId: what.pairId,
  versionBefore: what.outcome === 'changed' ? what.versionBefore : null,
  versionAfter: what.outcome === 'unchanged' ? null : what.versionAfter,
});

export interface Target {
  readonly id: ImportId;
  readonly actor: Actor;
  /** Which fields the file says something of. */
  readonly says: ReadonlySet<keyof PairDraft>;
}

/** Writes the pairs, what became of each row, and how far the import is. False when somebody has ended the import meanwhile. */
export const writeBatch = async (
  tx: Write,
  parts: Pick<ImportsParts, 'makeId' | 'metrics' | 'onChanged' | 'onPairs'>,
  { id, actor, says }: Target,
  batch: Batch,
): Promise<boolean> => {
  const held = await holdImport(tx, id);
  if (held?.status !== 'processing') return false;
  if (held.rows !== batch.first - 1)
    throw new Error(`An import has ${held.rows} rows, and the batch that comes begins with row ${batch.first}`);
  const change = await beginChange(tx, { by: 'import', actor, importId: id });
  const drafts = batch.good.map(({ pair }) => pair);
  const results = drafts.length === 0 ? [] : await writeDrafts(tx, change, { drafts, says }, parts.makeId);
  const rows = [...batch.others, ...results.map((what, at) => written(batch.good[at] as GoodRow, what))];
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

const OUTCOMES = ['added', 'changed', 'unchanged', 'duplicate', 'rejected'] as const;

const countsOf = (rows: readonly LedgerRow[]): ImportCounts => {
  const counts = { rows: rows.length, added: 0, changed: 0, unchanged: 0, duplicate: 0, rejected: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
};
