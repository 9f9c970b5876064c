import { DuckDBTypeId } from '@duckdb/node-api';
import type { DuckDBType } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { Nulls } from './nulls.ts';
import { writeTexts } from './text-vectors.ts';

/** What stands in a row of a column. */
export type Cell = number | bigint | string | readonly string[] | null;

/** Puts a column of some rows into a vector of DuckDB, which has room for a chunk of rows. */
type Writer = <Row>(vector: duckdb.Vector, rows: readonly Row[], of: (row: Row) => Cell) => void;

/** Values are gathered here first. Vectors are written one after the other, and nothing waits in between. */
const room = new ArrayBuffer(duckdb.vector_size() * 16);
const nulls = new Nulls();

type Numbers =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

const numbersIn =
  (array: Numbers): Writer =>
  (vector, rows, of) => {
    nulls.begin();
    for (let row = 0; row < rows.length; row += 1) {
      const cell = of(rows[row] as (typeof rows)[number]);
      array[row] = cell === null ? nulls.at(row) : (cell as number);
      if (array[row] !== cell && cell !== null) throw new RangeError(`${String(cell)} does not fit into its column`);
    }
    put(vector, rows.length, array.BYTES_PER_ELEMENT);
  };

const bigintsIn =
  (array: BigInt64Array<ArrayBuffer> | BigUint64Array<ArrayBuffer>, fits: (cell: bigint) => boolean): Writer =>
  (vector, rows, of) => {
    nulls.begin();
    for (let row = 0; row < rows.length; row += 1) {
      const cell = of(rows[row] as (typeof rows)[number]);
      if (cell !== null && !fits(cell as bigint)) throw new RangeError(`${String(cell)} does not fit into its column`);
      array[row] = cell === null ? BigInt(nulls.at(row)) : (cell as bigint);
    }
    put(vector, rows.length, array.BYTES_PER_ELEMENT);
  };

const halves = new BigUint64Array(room);
const quarters = new Uint32Array(room);

/** Ids of traces and workspaces: the spans of a trace mostly come one after the other. */
const writeIds: Writer = (vector, rows, of) => {
  nulls.begin();
  let last: Cell = null;
  for (let row = 0; row < rows.length; row += 1) {
    const cell = of(rows[row] as (typeof rows)[number]) as bigint;
    if (cell === last) quarters.copyWithin(row * 4, row * 4 - 4, row * 4);
    else {
      halves[row * 2] = BigInt.asUintN(64, cell);
      halves[row * 2 + 1] = cell >> 64n;
      last = cell;
    }
  }
  put(vector, rows.length, 16);
};

const put = (vector: duckdb.Vector, rows: number, bytes: number): void => {
  duckdb.copy_data_to_vector(vector, 0, room, 0, rows * bytes);
  nulls.put(vector, rows);
};

const writeTextColumn: Writer = (vector, rows, of) =>
  writeTexts(
    vector,
    rows.map((row) => of(row) as string | null),
  );

/** The texts of all lists lie behind each other, and each row says which are its own. */
const writeLists: Writer = (vector, rows, of) => {
  const texts: string[] = [];
  nulls.begin();
  for (let row = 0; row < rows.length; row += 1) {
    const list = of(rows[row] as (typeof rows)[number]) as readonly string[];
    quarters.set([texts.length, 0, list.length, 0], row * 4);
    for (const text of list) texts.push(text);
  }
  put(vector, rows.length, 16);
  duckdb.list_vector_reserve(vector, texts.length);
  duckdb.list_vector_set_size(vector, texts.length);
  writeTexts(duckdb.list_vector_get_child(vector), texts);
};

const LEAST = -(1n << 63n);
const MOST = (1n << 63n) - 1n;
const MOST_UNSIGNED = (1n << 64n) - 1n;

const WRITERS: ReadonlyMap<DuckDBTypeId, Writer> = new Map([
  [DuckDBTypeId.UTINYINT, numbersIn(new Uint8Array(room))],
  [DuckDBTypeId.USMALLINT, numbersIn(new Uint16Array(room))],
  [DuckDBTypeId.UINTEGER, numbersIn(new Uint32Array(room))],
  [DuckDBTypeId.DOUBLE, numbersIn(new Float64Array(room))],
  [DuckDBTypeId.BIGINT, bigintsIn(new BigInt64Array(room), (cell) => cell >= LEAST && cell <= MOST)],
  [DuckDBTypeId.UBIGINT, bigintsIn(new BigUint64Array(room), (cell) => cell >= 0n && cell <= MOST_UNSIGNED)],
  [DuckDBTypeId.UHUGEINT, writeIds],
  [DuckDBTypeId.VARCHAR, writeTextColumn],
  [DuckDBTypeId.LIST, writeLists],
]);

export const writerOf = (type: DuckDBType): Writer => {
  const writer = WRITERS.get(type.typeId);
  if (writer === undefined) throw new Error(`No column is written as ${type.toString()}`);
  return writer;
};
