import { BIGINT, DOUBLE, UBIGINT, UHUGEINT, UINTEGER, VARCHAR } from '@duckdb/node-api';
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';

/** A value that goes to DuckDB beside its statement, never in it. */
export class Parameter {
  readonly value: DuckDBValue;
  readonly type: DuckDBType;

  constructor(value: DuckDBValue, type: DuckDBType) {
    this.value = value;
    this.type = type;
  }
}

export const u128 = (value: bigint): Parameter => new Parameter(value, UHUGEINT);
export const u64 = (value: bigint): Parameter => new Parameter(value, UBIGINT);
export const i64 = (value: bigint | number): Parameter => new Parameter(BigInt(value), BIGINT);
const LEAST_64 = -(1n << 63n);
const MOST_64 = (1n << 63n) - 1n;
/** A bound that somebody asked for. Nothing lies beyond what the column holds, so that its end says the same. */
export const bound64 = (value: bigint): Parameter =>
  i64(value > MOST_64 ? MOST_64 : value < LEAST_64 ? LEAST_64 : value);
export const u32 = (value: number): Parameter => new Parameter(value, UINTEGER);
export const double = (value: number): Parameter => new Parameter(value, DOUBLE);
export const text = (value: string): Parameter => new Parameter(value, VARCHAR);

/** A statement or a piece of one. */
export class Sql {
  readonly parts: readonly string[];
  readonly holes: readonly (Parameter | Sql)[];

  constructor(parts: readonly string[], holes: readonly (Parameter | Sql)[]) {
    this.parts = parts;
    this.holes = holes;
  }
}

/** What stands in the template is written here and nowhere else; everything in its holes is a parameter or such a template. */
export const sql = (parts: TemplateStringsArray, ...holes: (Parameter | Sql)[]): Sql => new Sql(parts, holes);

/** A name or keyword out of a table of ours. */
export const word = (known: string): Sql => new Sql([known], []);

/** How many rows: written out, because DuckDB sorts everything where it does not know the limit before it plans. */
export const count = (rows: number): Sql => new Sql([String(Math.trunc(rows))], []);

export const joined = (pieces: readonly Sql[], between: string): Sql =>
  new Sql(['', ...pieces.slice(1).map(() => between), ''].slice(0, pieces.length + 1), pieces);

export interface Statement {
  readonly text: string;
  readonly values: DuckDBValue[];
  readonly types: DuckDBType[];
}

export const statementOf = (written: Sql): Statement => {
  const values: DuckDBValue[] = [];
  const types: DuckDBType[] = [];
  const textOf = ({ parts, holes }: Sql): string => parts.map((part, index) => part + filled(holes[index])).join('');
  const filled = (hole: Parameter | Sql | undefined): string => {
    if (hole === undefined) return '';
    if (hole instanceof Sql) return textOf(hole);
    values.push(hole.value);
    types.push(hole.type);
    return `$${values.length}`;
  };
  return { text: textOf(written), values, types };
};
