import type { OpenTable } from './open-tables.ts';
import type { BadRow, GoodRow, ReadRow, Survey } from './reading.ts';
import { noRows, rowsOf } from './rows-of.ts';
import type { RowCount } from './rows-of.ts';

const SAMPLES = 20;
const PROBLEMS = 100;
/** Of a cell that is shown with its problem. The ledger of an import has all of it. */
const SHOWN_CHARACTERS = 2_000;

export const survey = async (tables: AsyncIterable<OpenTable>, count: RowCount): Promise<Survey> => {
  const sample: GoodRow[] = [];
  const problems: BadRow[] = [];
  let rejected = 0;
  let found: OpenTable['found'] | undefined;
  for await (const table of tables) {
    found ??= table.found;
    for await (const rows of rowsOf(table, count)) {
      for (const row of rows) {
        if ('pair' in row) {
          if (sample.length < SAMPLES) sample.push(detached(row));
          continue;
        }
        rejected += 1;
        if (problems.length < PROBLEMS) problems.push(detached({ ...row, cells: row.cells.map(cut) }));
      }
    }
  }
  if (found === undefined || count.rows === 0) throw noRows();
  return { found, rows: count.rows, rejected, sample, problems };
};

const cut = (cell: string): string => cell.slice(0, SHOWN_CHARACTERS).toWellFormed();

/** What is kept of a piece of text must not keep the whole piece. */
const detached = <Row extends ReadRow>(row: Row): Row => structuredClone(row);
