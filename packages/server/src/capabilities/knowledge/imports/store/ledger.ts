import type { ImportRow, ROW_OUTCOMES } from '@holdfast/protocol/knowledge/imports';
import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import { sql } from 'kysely';
import { type BinaryArray, integerArray, textArray, uuidArray } from '../../../../platform/database/binary-array.ts';
import type { Read, Write } from '../../../../platform/database/transaction.ts';

export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** What became of one row of the file. */
export interface LedgerRow {
  readonly row: number;
  readonly line: number;
  readonly entry: string | null;
  readonly outcome: RowOutcome;
  readonly code: string | null;
  readonly message: string | null;
  /** As they were written, where the row was rejected. */
  readonly cells: readonly string[] | null;
  readonly pairId: string | null;
  readonly versionBefore: number | null;
  readonly versionAfter: number | null;
}

export const insertRows = async (tx: Write, id: ImportId, rows: readonly LedgerRow[]): Promise<void> => {
  const texts = (of: (row: LedgerRow) => string | null): BinaryArray => textArray(rows.map(of));
  const numbers = (of: (row: LedgerRow) => number | null): BinaryArray => integerArray(rows.map(of));
  await tx.run(sql`
    insert into knowledge.import_rows (workspace_id, import_id, row_number, line, entry, outcome, code, message, pair_id,
                                       version_before, version_after, cells)
    select ${tx.workspace}::uuid, ${id}::uuid, r.row_number, r.line, r.entry, r.outcome, r.code, r.message, r.pair_id,
           r.version_before, r.version_after,
           case when r.cells is not null then array(select jsonb_array_elements_text(r.cells::jsonb)) end
      from unnest(${numbers(({ row }) => row)}::integer[], ${numbers(({ line }) => line)}::integer[],
                  ${texts(({ entry }) => entry)}::text[], ${texts(({ outcome }) => outcome)}::text[],
                  ${texts(({ code }) => code)}::text[], ${texts(({ message }) => message)}::text[],
                  ${uuidArray(rows.map(({ pairId }) => pairId))}::uuid[], ${numbers(({ versionBefore }) => versionBefore)}::integer[],
                  ${numbers(({ versionAfter }) => versionAfter)}::integer[],
                  ${texts(({ cells }) => cells && JSON.stringify(cells))}::text[])
        as r (row_number, line, entry, outcome, code, message, pair_id, version_before, version_after, cells)`);
};

interface WantedRows {
  readonly outcome: RowOutcome | undefined;
  readonly after: number;
  readonly limit: number;
}

export interface SomeRows {
  readonly rows: ImportRow[];
  /** What was rejected is so long that these are all for once; there may be more. */
  readonly isFull: boolean;
}

/** What cells of rejected rows may have together, so that whoever asks for many rows is not given a file of a hundred megabytes. */
const MOST_BYTES = 2 * 1024 * 1024;

/** One more than the page has, or as many as may be held at once. */
export const listRows = async (tx: Read, id: ImportId, { outcome, after, limit }: WantedRows): Promise<SomeRows> => {
  const found = await tx.many(sql<ImportRow & { readonly is_full: boolean }>`
    select r.row, r.line, r.entry, r.outcome, r.code, r.message, r.pair_id, r.cells, r.through >= ${MOST_BYTES} as is_full
      from (select row_number as row, line, entry, outcome, code, message, pair_id, cells, ${OWN_BYTES} as own,
                   sum(${OWN_BYTES}) over (order by row_number rows unbounded preceding) as through
              from knowledge.import_rows
             where workspace_id = ${tx.workspace} and import_id = ${id} and row_number > ${after}
               ${outcome === undefined ? sql`` : sql`and outcome = ${outcome}`}
             order by row_number limit ${limit + 1}) r
     where r.through - r.own < ${MOST_BYTES} order by r.row`);
  return { rows: found.map(({ is_full: _isFull, ...row }) => row), isFull: found.at(-1)?.is_full ?? false };
};

const OWN_BYTES = sql`coalesce(octet_length(array_to_string(cells, '')), 0)`;

/** A row that made a pair other. */
export interface MadeRow {
  readonly row: number;
  readonly outcome: 'added' | 'changed';
  readonly pair_id: string;
  readonly version_before: number | null;
  readonly version_after: number;
}

export const rowsToUndo = (tx: Read, id: ImportId, after: number, most: number): Promise<MadeRow[]> =>
  tx.many(sql<MadeRow>`
    select row_number as row, outcome, pair_id, version_before, version_after from knowledge.import_rows
     where workspace_id = ${tx.workspace} and import_id = ${id} and row_number > ${after}
       and outcome in ('added', 'changed')
     order by row_number limit ${most}`);
