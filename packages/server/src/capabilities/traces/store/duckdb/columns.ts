import { DuckDBDataChunk } from '@duckdb/node-api';
import type { DuckDBAppender, DuckDBType } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { writerOf, type Cell } from './column-writers.ts';

/** A column of a table, and what stands in it for a row. */
export interface Column<Row> {
  readonly name: string;
  readonly type: DuckDBType;
  readonly of: (row: Row) => Cell;
  /** Single rows of it are read, and never all: packed with others it would have to be unpacked with them. */
  readonly isLoose?: boolean;
}

export const tableOf = <Row>(name: string, columns: readonly Column<Row>[], kind = 'table'): string =>
  `create ${kind} ${name} (${columns.map(declared).join(', ')})`;

const declared = ({ name, type, isLoose }: Column<never>): string =>
  `${name} ${type.toString()}${isLoose === true ? ' using compression uncompressed' : ''}`;

/** What DuckDB works on at once. */
const CHUNK_ROWS = duckdb.vector_size();

/** Hands rows over column by column, which is how they are kept. */
export const appendRows = <Row>(
  appender: DuckDBAppender,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): void => {
  const writers = columns.map(({ type, of }) => ({ write: writerOf(type), of }));
  const chunk = duckdb.create_data_chunk(columns.map(({ type }) => type.toLogicalType().logical_type));
  const appended = new DuckDBDataChunk(chunk);
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    const slice = rows.slice(from, from + CHUNK_ROWS);
    duckdb.data_chunk_reset(chunk);
    for (const [index, { write, of }] of writers.entries()) {
      write(duckdb.data_chunk_get_vector(chunk, index), slice, of);
    }
    duckdb.data_chunk_set_size(chunk, slice.length);
    appender.appendDataChunk(appended);
  }
  appender.flushSync();
};
