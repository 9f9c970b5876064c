import { least } from './bigints.ts';
import type { Column } from './columns.ts';
import { appendRows } from './columns.ts';
import type { Connection } from './connection.ts';
import type { Applied } from '../span-store.ts';
import type { CompletedRow, Harvest } from './harvest.ts';
import type { HeldFold } from './held-folds.ts';
import { i64, sql, u32 } from './sql.ts';
import { RESEND_COLUMNS, SPAN_COLUMNS, TRACE_COLUMNS } from './tables.ts';
import { fillWanted } from './wanted.ts';

/** Where a commit gets to. */
export interface CommitPlace extends Applied {
  readonly commit: bigint;
}

/** Writes all of it and the place in the log, or nothing. */
export const commitHarvest = async (
  connection: Connection,
  { spans, resends, completed, touched }: Harvest,
  place: CommitPlace,
): Promise<void> => {
  await connection.run(sql`begin`);
  try {
    await removeSummaries(connection, [...touched]);
    await removeOpen(connection, completed);
    await append(connection, 'spans', SPAN_COLUMNS, spans);
    await append(connection, 'resends', RESEND_COLUMNS, resends);
    const { commit } = place;
    await append(
      connection,
      'traces',
      TRACE_COLUMNS,
      [...touched].map((held) => ({ ...held, commit, row: held.fold.row() })),
    );
    const { next, receivedAt } = place;
    await connection.run(sql`
      update progress set commit = ${i64(commit)}, segment = ${u32(next.segment)}, place = ${u32(next.at)},
        received_us = ${i64(receivedAt)}`);
    await connection.run(sql`commit`);
  } catch (error) {
    await connection.run(sql`rollback`).catch(() => {});
    throw error;
  }
};

const append = async <Row>(
  { raw }: Connection,
  table: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> => {
  if (rows.length === 0) return;
  const appender = await raw.createAppender(table);
  appendRows(appender, columns, rows);
  appender.closeSync();
};

/** Summaries are replaced. Which commit wrote the old ones says where they lie. */
const removeSummaries = async (connection: Connection, touched: readonly HeldFold[]): Promise<void> => {
  const old = touched.filter(({ stored }) => stored !== undefined);
  if (old.length === 0) return;
  await fillWanted(
    connection,
    old.map(({ workspace, trace }) => ({ workspace, trace, span: 0n })),
  );
  const first = least(old.map(({ stored = 0n }) => stored));
  await connection.run(sql`
    delete from traces
     where commit >= ${i64(first)} and (workspace, trace) in (select workspace, trace from wanted)`);
};

const removeOpen = async (connection: Connection, rows: readonly CompletedRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await fillWanted(
    connection,
    rows.map(({ key: { workspace, trace }, span }) => ({ workspace, trace, span })),
  );
  const first = least(rows.map(({ firstCommit }) => firstCommit));
  await connection.run(sql`
    delete from spans
     where commit >= ${i64(first)} and (workspace, trace, span) in (select workspace, trace, span from wanted)`);
};
