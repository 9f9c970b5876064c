import { DuckDBDataChunk } from '@duckdb/node-api';
import type { DuckDBAppender, DuckDBType, DuckDBValue } from '@duckdb/node-api';

/** A column of a table, and what stands in it for a row. */
export interface Column<Row> {
  readonly name: string;
  readonly type: DuckDBType;
  readonly of: (row: Row) => DuckDBValue;
}

export const tableOf = <Row>(name: string, columns: readonly Column<Row>[], kind = 'table'): string =>
  `create ${kind} ${name} (${columns.map((column) => `${column.name} ${column.type.toString()}`).join(', ')})`;

/** What DuckDB works on at once. */
const CHUNK_ROWS = 2048;

/** Hands rows over column by column, which is how they are kept. */
export const appendRows = <Row>(
  appender: DuckDBAppender,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): void => {
  const types = columns.map(({ type }) => type);
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    const slice = rows.slice(from, from + CHUNK_ROWS);
    const chunk = DuckDBDataChunk.create(types);
    chunk.setColumns(columns.map(({ of }) => slice.map(of)));
    appender.appendDataChunk(chunk);
  }
  appender.flushSync();
};
