import type { MappedTable } from './columns/map-table.ts';
import type { OpenTable } from './open-tables.ts';
import { readPair } from './pairs/read-pair.ts';
import type { ReadRow, RowProblem } from './reading.ts';
import { isEmpty, textOf } from './records.ts';
import type { Cell, RawRecord } from './records.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** Counts rows over all tables of an upload. */
export interface RowCount {
  rows: number;
  readonly most: number;
  /** Rows that somebody has already. */
  readonly skip: number;
}

/** The rows of a table, as pairs or with what is wrong with them. It ends at once when there are too many. */
export async function* rowsOf({ entry, mapped }: OpenTable, count: RowCount): AsyncGenerator<readonly ReadRow[]> {
  for await (const records of mapped.records) {
    const before = count.rows;
    count.rows += records.length;
    if (count.rows > count.most) throw tooMany(count.most);
    const known = Math.min(records.length, Math.max(0, count.skip - before));
    if (known === records.length) continue;
    const rows: ReadRow[] = [];
    for (let at = known; at < records.length; at += 1) {
      const record = records[at];
      if (record !== undefined) rows.push(rowOf(record, before + at + 1, entry, mapped));
    }
    yield rows;
  }
}

const rowOf = (record: RawRecord, row: number, entry: string | null, mapped: MappedTable): ReadRow => {
  const { line, cells } = record;
  const problem = record.problem ?? raggedness(cells, mapped);
  if (problem !== undefined) return { row, line, entry, problem, cells: cells.map(textOf) };
  const read = readPair(cells, mapped.shape);
  return 'pair' in read
    ? { row, line, entry, pair: read.pair }
    : { row, line, entry, ...read, cells: cells.map(textOf) };
};

const raggedness = (cells: readonly Cell[], { width, mayBeShort }: MappedTable): RowProblem | undefined => {
  if (width === undefined || cells.length === width || (mayBeShort && cells.length < width)) return undefined;
  if (cells.length > width && cells.slice(width).every(isEmpty)) return undefined;
  return {
    code: 'ragged_row',
    message: `The row has ${cells.length === 1 ? '1 cell' : `${cells.length} cells`} where ${width} are expected. A delimiter within text needs quotes around it.`,
  };
};

const tooMany = (most: number): UnreadableFile =>
  new UnreadableFile('too_many_rows', `The file has more than ${most} rows, the most that one import may have.`, {
    code: 'too_many_rows',
    maximum: most,
  });

export const noRows = (): UnreadableFile => new UnreadableFile('no_rows', 'There is not a single row in the file.');
