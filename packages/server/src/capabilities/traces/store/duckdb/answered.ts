import { DuckDBListValue } from '@duckdb/node-api';
import type { DuckDBDataChunk, DuckDBVector, JS } from '@duckdb/node-api';

/** A row by the names of its columns. Integers of 64 bits and more are bigints, lists are arrays. */
export type Row = Readonly<Record<string, JS>>;

/** The columns of an answer, each with as many values as it has rows. */
export interface Columns {
  of(name: string): readonly JS[];
}

/**
 * Column by column, which is how they come: the library's own conversion asks for the type of every single value, and takes
 * longer over a thousand spans than the search for them.
 */
export const columnsIn = (chunks: readonly DuckDBDataChunk[], names: readonly string[]): Columns => {
  const columns = new Map(names.map((name, index) => [name, columnIn(chunks, index)]));
  return {
    of(name) {
      const column = columns.get(name);
      if (column === undefined) throw new Error(`The answer has no column ${name}`);
      return column;
    },
  };
};

export const rowsIn = (chunks: readonly DuckDBDataChunk[], names: readonly string[]): Row[] => {
  const columns = names.map((_, index) => columnIn(chunks, index));
  return (columns[0] ?? []).map((_, at) =>
    Object.fromEntries(names.map((name, index) => [name, columns[index]?.[at] ?? null])),
  );
};

const columnIn = (chunks: readonly DuckDBDataChunk[], index: number): JS[] => {
  const values: JS[] = [];
  for (const chunk of chunks) addValues(values, chunk.getColumnVector(index));
  return values;
};

const addValues = (values: JS[], vector: DuckDBVector): void => {
  const count = vector.itemCount;
  for (let at = 0; at < count; at += 1) values.push(valueOf(vector.getItem(at)));
};

/** Of the types that our statements ask for, only a list is not yet what JavaScript has for it. */
const valueOf = (value: unknown): JS => (value instanceof DuckDBListValue ? [...value.items] : value) as JS;
