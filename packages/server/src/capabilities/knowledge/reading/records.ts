import type { FileReading } from '@holdfast/protocol/knowledge/imports';
import type { RowProblem } from './reading.ts';

/** What stands in a cell and is no text: it matters only where the column is used. */
export interface OddCell {
  readonly text: string;
  readonly problem: RowProblem;
}

/** A list only where the format has lists: a field of JSON. */
export type Cell = string | readonly string[] | OddCell;

export const isOdd = (cell: Cell | undefined): cell is OddCell => typeof cell === 'object' && 'problem' in cell;

export const textOf = (cell: Cell): string =>
  typeof cell === 'string' ? cell : isOdd(cell) ? cell.text : JSON.stringify(cell);

export const isEmpty = (cell: Cell): boolean =>
  typeof cell === 'string' ? cell.trim() === '' : !isOdd(cell) && cell.length === 0;

/** One row as its format gives it, before anybody knows what its columns mean. */
export interface RawRecord {
  readonly line: number;
  readonly cells: readonly Cell[];
  readonly problem?: RowProblem;
}

/** Rows that have the same columns. They come as many at once as were found at once. */
export interface Table {
  readonly entry: string | undefined;
  readonly format: FileReading['format'];
  readonly delimiter: string | null;
  /** The names of the columns, or undefined: then the first row may hold them. */
  readonly header: readonly string[] | undefined;
  /** Grows while the records are read. */
  readonly notes: readonly string[];
  readonly records: AsyncIterable<readonly RawRecord[]>;
}
