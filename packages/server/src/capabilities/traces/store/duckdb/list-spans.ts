import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import type { Span } from '@holdfast/protocol/traces/span';
import type { Trace } from '@holdfast/protocol/traces/trace';
import type { AfterSpan, Piece, SpanPlace, TracePlace } from '../span-store.ts';
import type { Columns, Row } from './answered.ts';
import { snapshot, type Connection } from './connection.ts';
import { inOrder, SPAN_ANSWER, spansIn } from './found-spans.ts';
import { tracesIn } from './found-traces.ts';
import { numberOf, traceIdOf } from './ids.ts';
import { bound64, count, i64, sql, u128, u64, type Sql } from './sql.ts';
import { fillWanted } from './wanted.ts';

/** Where its row lies is looked for in two columns: all of them take ten times as long. */
export const findTrace = (connection: Connection, workspace: bigint, id: TraceId): Promise<Trace | undefined> =>
  snapshot(connection, async () => {
    const which = sql`workspace = ${u128(workspace)} and trace = ${u128(numberOf(id))}`;
    const [row]: readonly Row[] = await connection.all(sql`select commit from traces where ${which}`);
    if (row === undefined) return undefined;
    const place = sql`commit = ${i64(row['commit'] as bigint)}`;
    return tracesIn(await connection.columns(sql`select answer from traces where ${place} and ${which}`))[0];
  });

interface TraceSpans {
  readonly where: Sql;
  readonly count: number;
}

/**
 * Which spans are those of a trace: they lie between the commit that brought the first of them and the one that wrote its
 * summary last. Undefined where there is no such trace.
 */
const spansOf = async (connection: Connection, workspace: bigint, id: TraceId): Promise<TraceSpans | undefined> => {
  const [ours, trace] = [u128(workspace), u128(numberOf(id))];
  const [row]: readonly Row[] = await connection.all(
    sql`select first_commit, commit, spans from traces where workspace = ${ours} and trace = ${trace}`,
  );
  if (row === undefined) return undefined;
  const [first, last] = [i64(row['first_commit'] as bigint), i64(row['commit'] as bigint)];
  const where = sql`commit between ${first} and ${last} and workspace = ${ours} and trace = ${trace}`;
  return { where, count: row['spans'] as number };
};

export const listSpans = (
  connection: Connection,
  workspace: bigint,
  id: TraceId,
  asked: Piece<AfterSpan>,
): Promise<Span[]> =>
  snapshot(connection, async () => {
    const spans = await spansOf(connection, workspace, id);
    return spans === undefined ? [] : pieceOf(connection, spans, asked);
  });

const pieceOf = async (
  connection: Connection,
  spans: TraceSpans,
  { limit, after }: Piece<AfterSpan>,
): Promise<Span[]> => {
  const found = sql`select ${SPAN_ANSWER} from spans where ${spans.where}`;
  if (after === undefined && spans.count <= limit) {
    const all = await connection.columns(found);
    return spansIn(all, inOrder(all).slice(0, limit));
  }
  return spansIn(
    await connection.columns(sql`
      ${found} ${after === undefined ? sql`` : beyond(after)}
       order by start_ns, span
       limit ${count(limit)}`),
  );
};

const beyond = ({ startNs, spanId }: AfterSpan): Sql => {
  const [start, span] = [bound64(startNs), u64(numberOf(spanId))];
  return sql`and (start_ns > ${start} or (start_ns = ${start} and span > ${span}))`;
};

export const findSpan = (
  connection: Connection,
  workspace: bigint,
  trace: TraceId,
  span: SpanId,
): Promise<SpanPlace | undefined> =>
  snapshot(connection, async () => {
    const spans = await spansOf(connection, workspace, trace);
    if (spans === undefined) return undefined;
    const wanted = u64(numberOf(span));
    const found = await connection.columns(sql`
      select ${SPAN_ANSWER}, digest, segment, place, received_us,
             (select count(*) from resends
                where workspace = ${u128(workspace)} and trace = ${u128(numberOf(trace))} and span = ${wanted}) as differing
        from spans where ${spans.where} and span = ${wanted}`);
    const [row] = spansIn(found);
    return row === undefined ? undefined : placeIn(found, row);
  });

const placeIn = (found: Columns, row: Span): SpanPlace => ({
  row,
  digest: found.of('digest')[0] as bigint,
  position: { segment: found.of('segment')[0] as number, at: found.of('place')[0] as number },
  receivedAt: found.of('received_us')[0] as bigint,
  differingResends: Number(found.of('differing')[0]),
});

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
