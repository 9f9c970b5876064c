import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bufferAccess } from '../archives/random-access.ts';
import { READING_LIMITS } from '../limits.ts';
import { openTables } from '../open-tables.ts';
import type { OpenTable, TableRequest } from '../open-tables.ts';
import type { BadRow, GoodRow, ReadingLimits, ReadRow } from '../reading.ts';
import { noRows, rowsOf } from '../rows-of.ts';

export interface ReadHere {
  readonly found: OpenTable['found'] | undefined;
  readonly rows: readonly ReadRow[];
  readonly good: readonly GoodRow[];
  readonly bad: readonly BadRow[];
}

type Given = Partial<Omit<TableRequest, 'limits'>> & {
  readonly limits?: Partial<ReadingLimits>;
  readonly skipRows?: number;
};

/** What the thread does, in this thread. */
export const readBytes = async (bytes: Uint8Array | string, given: Given = {}): Promise<ReadHere> => {
  const { filename = 'pairs', skipRows = 0, limits, ...more } = given;
  const all = { ...READING_LIMITS, ...limits };
  const count = { rows: 0, most: all.mostRows, skip: skipRows };
  const rows: ReadRow[] = [];
  let found: OpenTable['found'] | undefined;
  for await (const table of openTables(bufferAccess(Buffer.from(bytes)), { ...more, filename, limits: all })) {
    found ??= table.found;
    for await (const some of rowsOf(table, count)) rows.push(...some);
  }
  if (count.rows === 0) throw noRows();
  return {
    found,
    rows,
    good: rows.filter((row) => 'pair' in row),
    bad: rows.filter((row) => 'problem' in row),
  };
};

export const pairsOf = ({ good }: ReadHere): (readonly [question: string, answer: string])[] =>
  good.map(({ pair }) => [pair.question, pair.answer] as const);

export const problemsOf = ({ bad }: ReadHere): (readonly [line: number, code: string])[] =>
  bad.map(({ line, problem }) => [line, problem.code] as const);

/** A file for a thread to read. */
export const fileOf = (bytes: Uint8Array | string): { readonly path: string; [Symbol.dispose](): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-reading-'));
  const path = join(folder, 'upload');
  writeFileSync(path, bytes);
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
};
