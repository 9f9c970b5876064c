import type { DuckDBConnection, DuckDBPreparedStatement, JS } from '@duckdb/node-api';
import { statementOf, type Sql } from './sql.ts';

/** A row by the names of its columns. Integers of 64 bits and more are bigints, lists are arrays. */
export type Row = Readonly<Record<string, JS>>;

export interface Connection {
  readonly raw: DuckDBConnection;
  all(statement: Sql): Promise<readonly Row[]>;
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
      const reader = await (await bound(statement)).runAndReadAll();
      return reader.getRowObjectsJS();
    },
    run: async (statement) => {
      await (await bound(statement)).run();
    },
  };
};
