import { UBIGINT, UHUGEINT } from '@duckdb/node-api';
import { appendRows, tableOf, type Column } from './columns.ts';
import type { Connection } from './connection.ts';
import { sql, word } from './sql.ts';

/** A trace, or a span where it is not zero, that a statement is about. */
export interface WantedRow {
  readonly workspace: bigint;
  readonly trace: bigint;
  readonly span: bigint;
}

const COLUMNS: readonly Column<WantedRow>[] = [
  { name: 'workspace', type: UHUGEINT, of: ({ workspace }) => workspace },
  { name: 'trace', type: UHUGEINT, of: ({ trace }) => trace },
  { name: 'span', type: UBIGINT, of: ({ span }) => span },
];

/** Each connection has its own. */
export const createWanted = (connection: Connection): Promise<void> =>
  connection.run(word(tableOf('wanted', COLUMNS, 'temp table')));

/** As rows of a table: a list of a thousand ids as a parameter takes DuckDB 100 ms to plan, a table of them 3 ms. */
export const fillWanted = async (connection: Connection, rows: readonly WantedRow[]): Promise<void> => {
  await connection.run(sql`delete from wanted`);
  const appender = await connection.raw.createAppender('wanted', 'main', 'temp');
  appendRows(appender, COLUMNS, rows);
  appender.closeSync();
};
