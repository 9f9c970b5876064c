import type { NextOf } from './next-of.ts';

export interface CsvSyntax {
  readonly delimiter: string;
  /** A carriage return only where the file has no line feed at all. */
  readonly lineEnd: '\n' | '\r';
  readonly mostCharacters: number;
}

/** A piece of the file, and where in it a record begins. */
export interface CsvPlace {
  readonly text: string;
  readonly at: number;
  readonly line: number;
  /** Nothing comes after this text. */
  readonly last: boolean;
  readonly syntax: CsvSyntax;
  readonly next: { readonly delimiter: NextOf; readonly lineEnd: NextOf; readonly quote: NextOf };
}

/** Columns beyond these are of no use: nobody has so many, and an attack has a million. */
export const MOST_CELLS = 1_000;
