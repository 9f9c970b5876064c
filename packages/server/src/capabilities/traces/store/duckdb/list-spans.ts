import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import type { Span } from '@holdfast/protocol/traces/span';
import type { Trace } from '@holdfast/protocol/traces/trace';
import type { AfterSpan, Piece, SpanPlace, TracePlace } from '../span-store.ts';
import type { Connection, Row } from './connection.ts';
import { numberOf, traceIdOf } from './ids.ts';
import { toSpan, toTrace } from './rows.ts';
import { count, bound64, i64, sql, u128, u64, type Sql } from './sql.ts';
import { fillWanted } from './wanted.ts';

const findSummary = async (connection: Connection, workspace: bigint, trace: bigint): Promise<Row | undefined> => {
  const [row] = await connection.all(
    sql`select * from traces where workspace = ${u128(workspace)} and trace = ${u128(trace)}`,
  );
  return row;
};

export const findTrace = async (connection: Connection, workspace: bigint, id: TraceId): Promise<Trace | undefined> => {
  const row = await findSummary(connection, workspace, numberOf(id));
  return row && toTrace(row);
};

/** The spans of a trace lie between the commit that brought the first of them and the one that wrote its summary last. */
const among = (row: Row): Sql => sql`
  commit between ${i64(row['first_commit'] as bigint)} and ${i64(row['commit'] as bigint)}
    and workspace = ${u128(row['workspace'] as bigint)} and trace = ${u128(row['trace'] as bigint)}`;

export const listSpans = async (
  connection: Connection,
  workspace: bigint,
  id: TraceId,
  { limit, after }: Piece<AfterSpan>,
): Promise<Span[]> => {
  const summary = await findSummary(connection, workspace, numberOf(id));
  if (summary === undefined) return [];
  const rows = await connection.all(sql`
    select * from spans
     where ${among(summary)} ${after === undefined ? sql`` : beyond(after)}
     order by start_ns, span
     limit ${count(limit)}`);
  return rows.map(toSpan);
};

const beyond = ({ startNs, spanId }: AfterSpan): Sql => {
  const [start, span] = [bound64(startNs), u64(numberOf(spanId))];
  return sql`and (start_ns > ${start} or (start_ns = ${start} and span > ${span}))`;
};

export const findSpan = async (
  connection: Connection,
  workspace: bigint,
  trace: TraceId,
  span: SpanId,
): Promise<SpanPlace | undefined> => {
  const summary = await findSummary(connection, workspace, numberOf(trace));
  if (summary === undefined) return undefined;
  const [row] = await connection.all(
    sql`select * from spans where ${among(summary)} and span = ${u64(numberOf(span))}`,
  );
  if (row === undefined) return undefined;
  const [resends] = await connection.all(sql`
    select count(*) as differing from resends
     where workspace = ${u128(workspace)} and trace = ${u128(numberOf(trace))} and span = ${u64(numberOf(span))}`);
  return {
    row: toSpan(row),
    digest: row['digest'] as bigint,
    position: { segment: row['segment'] as number, at: row['place'] as number },
    receivedAt: row['received_us'] as bigint,
    differingResends: Number(resends?.['differing'] ?? 0n),
  };
};

export const placesOf = async (
  connection: Connection,
  workspace: bigint,
  traces: readonly TraceId[],
): Promise<TracePlace[]> => {
  if (traces.length === 0) return [];
  await fillWanted(
    connection,
    traces.map((id) => ({ workspace, trace: numberOf(id), span: 0n })),
  );
  const rows = await connection.all(sql`
    with summaries as (
      select trace, first_commit, commit from traces
       where (workspace, trace) in (select workspace, trace from wanted))
    select distinct trace, segment, place from spans
     where commit between (select min(first_commit) from summaries) and (select max(commit) from summaries)
       and workspace = ${u128(workspace)} and trace in (select trace from summaries)
     order by segment desc, place desc`);
  return rows.map((row) => ({
    traceId: traceIdOf(row['trace'] as bigint),
    position: { segment: row['segment'] as number, at: row['place'] as number },
  }));
};
