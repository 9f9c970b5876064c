import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBMaterializedResult,
  DuckDBPreparedStatement,
} from '@duckdb/node-api';
import { columnsIn, rowsIn, type Columns, type Row } from './answered.ts';
import { sql, statementOf, type Sql } from './sql.ts';

export interface Connection {
  readonly raw: DuckDBConnection;
  all(statement: Sql): Promise<readonly Row[]>;
  /** For answers of many rows: nothing is made for each of them. */
  columns(statement: Sql): Promise<Columns>;
  run(statement: Sql): Promise<void>;
}

/** Planning a statement takes longer than most of them run, so that each is planned once. */
const MOST_PREPARED = 200;

export const connectionOf = (raw: DuckDBConnection): Connection => {
  const prepared = new Map<string, DuckDBPreparedStatement>();
  const prepare = async (text: string): Promise<DuckDBPreparedStatement> => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const made = await raw.prepare(text);
    prepared.set(text, made);
    const [oldest] = prepared;
    if (prepared.size > MOST_PREPARED && oldest !== undefined) {
      prepared.delete(oldest[0]);
      oldest[1].destroySync();
    }
    return made;
  };
  const bound = async (statement: Sql): Promise<DuckDBPreparedStatement> => {
    const { text, values, types } = statementOf(statement);
    const ready = await prepare(text);
    ready.bind(values, types);
    return ready;
  };
  return {
    raw,
    all: async (statement) => {
      const result = await (await bound(statement)).run();
      return rowsIn(chunksOf(result), result.columnNames());
    },
    columns: async (statement) => {
      const result = await (await bound(statement)).run();
      return columnsIn(chunksOf(result), result.columnNames());
    },
    run: async (statement) => {
      await (await bound(statement)).run();
    },
  };
};

/** Everything that is asked within it sees the same, whatever is committed meanwhile. */
export const snapshot = async <Answer>(connection: Connection, ask: () => Promise<Answer>): Promise<Answer> => {
  await connection.run(sql`begin transaction read only`);
  try {
    return await ask();
  } finally {
    // why a question failed says what is wrong with the file, and why it could not be ended does not
    await connection.run(sql`rollback`).catch(() => {});
  }
};

/** All of the answer is there: to wait for each piece of it would be a way through another thread and back. */
const chunksOf = (result: DuckDBMaterializedResult): DuckDBDataChunk[] =>
  Array.from({ length: result.chunkCount }, (_, index) => result.getChunk(index));
