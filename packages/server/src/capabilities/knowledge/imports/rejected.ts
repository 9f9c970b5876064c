import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import type { ImportRow } from '@holdfast/protocol/knowledge/imports';
import { inPlace, type Places } from '../../../platform/limits/places.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { Download } from '../../../platform/http/downloads.ts';
import { harmless, record } from '../pairs/export/write-row.ts';
import { findImport } from './store/imports.ts';
import { listRows } from './store/ledger.ts';

const AT_ONCE = 500;

/** The rows that were rejected as a table: where each stood and why, then its cells under the names of the file's columns. */
export const downloadRejected = async (
  places: Places,
  { db, workspace }: Pick<Context, 'db' | 'workspace'>,
  id: ImportId,
): Promise<Download> => {
  const found = (await db.read((tx) => findImport(tx, id))) ?? fail('not_found');
  const columns = found.reading.columns.map(({ name, number }) => name || `column ${number}`);
  return {
    filename: `rejected rows of ${found.filename.replace(/\.[^.]*$/u, '')}.csv`,
    type: 'text/csv',
    chunks: inPlace(() => places.take(workspace), linesOf(db, id, columns)),
  };
};

async function* linesOf(
  db: Context['db'],
  id: ImportId,
  columns: readonly string[],
): AsyncGenerator<string, void, void> {
  // without the mark spreadsheets take it for the encoding of their country
  yield '\ufeff';
  yield lineOf(['file', 'line', 'reason', ...columns]);
  let after = 0;
  for (;;) {
    const from = after;
    const wanted = { outcome: 'rejected', after: from, limit: AT_ONCE } as const;
    const { rows, isFull } = await db.read((tx) => listRows(tx, id, wanted));
    const shown = rows.slice(0, AT_ONCE);
    for (const row of shown) yield lineOf(cellsOf(row));
    if (rows.length <= AT_ONCE && !isFull) return;
    after = shown.at(-1)?.row ?? after;
  }
}

const cellsOf = ({ entry, line, message, cells }: ImportRow): readonly string[] => [
  entry ?? '',
  String(line),
  message ?? '',
  ...(cells ?? []),
];

/** A file that a spreadsheet opens must not tell it what to do. */
const lineOf = (cells: readonly string[]): string => record(cells.map(harmless));
