import type { Trace } from '@holdfast/protocol/traces/trace';
import type { TraceSort } from '@holdfast/protocol/traces/traces';
import type { TracesAsked } from '../span-store.ts';
import { greatest, least } from './bigints.ts';
import { snapshot, type Connection } from './connection.ts';
import { ALL_TOKENS, whereTraces } from './filters.ts';
import { tracesIn } from './found-traces.ts';
import { numberOf, traceIdOf } from './ids.ts';
import type { Extents } from './extents.ts';
import { count, double, i64, joined, sql, u128, type Sql } from './sql.ts';
import { windowsOf } from './windows.ts';

interface Order {
  /** Never null: a trace without a value is sorted like one with none of it. */
  readonly by: Sql;
  readonly falling: boolean;
}

const START = sql`start_us`;

const ORDERS: Readonly<Record<TraceSort, Order>> = {
  '-start': { by: START, falling: true },
  start: { by: START, falling: false },
  '-duration': { by: sql`coalesce(duration_ns, 0)`, falling: true },
  '-cost': { by: sql`coalesce(cost_usd, 0)`, falling: true },
  '-tokens': { by: ALL_TOKENS, falling: true },
  '-spans': { by: sql`spans`, falling: true },
};

interface Asked {
  readonly where: Sql;
  readonly order: Sql;
  readonly limit: number;
}

/** Where a row lies, and whose it is. */
interface Place {
  readonly row: bigint;
  readonly trace: bigint;
}

/**
 * Of what is looked through only what is asked for and sorted by is read, and what is answered only of the rows that are found.
 */
export const listTraces = async (
  connection: Connection,
  extents: Extents,
  workspace: bigint,
  { filters, sort, limit, after }: TracesAsked,
): Promise<Trace[]> => {
  const { by, falling } = ORDERS[sort];
  const direction = falling ? sql`desc` : sql`asc`;
  const where = sql`${whereTraces(workspace, filters)} ${after === undefined ? sql`` : beyond(ORDERS[sort], after)}`;
  const asked = { where, order: sql`${by} ${direction}, trace ${direction}`, limit };
  const windows =
    by === START ? windowsOf(await extents.of(connection, workspace), { filters, after, limit }, falling) : [];
  return snapshot(connection, async () => tracesAt(connection, await findPlaces(connection, asked, windows), limit));
};

const findPlaces = async (connection: Connection, asked: Asked, windows: readonly Sql[]): Promise<Place[]> => {
  const { where, order, limit } = asked;
  const find = async (window: Sql): Promise<Place[]> => {
    const columns = await connection.columns(sql`
      select rowid as place, trace from traces where ${where} ${window} order by ${order} limit ${count(limit)}`);
    const traces = columns.of('trace') as bigint[];
    return (columns.of('place') as bigint[]).map((row, at) => ({ row, trace: traces[at] ?? 0n }));
  };
  for (const window of windows) {
    const found = await find(window);
    if (found.length === limit) return found;
  }
  return find(sql``);
};

/** In the order of their places. */
const tracesAt = async (connection: Connection, places: readonly Place[], most: number): Promise<Trace[]> => {
  if (places.length === 0) return [];
  const rows = places.map(({ row }) => row);
  const [first, end] = [least(rows), greatest(rows)];
  // as many as there are at most, so that the statement is always the same
  const padded = Array.from({ length: most }, (_, at) => sql`${i64(rows[at] ?? first)}`);
  const found = tracesIn(
    await connection.columns(sql`
      select answer from traces
       where rowid between ${i64(first)} and ${i64(end)} and rowid in (${joined(padded, ', ')})`),
  );
  const byId = new Map(found.map((trace) => [trace.trace_id, trace]));
  return places.flatMap(({ trace }) => byId.get(traceIdOf(trace)) ?? []);
};

const beyond = ({ by, falling }: Order, after: { readonly value: number; readonly traceId: string }): Sql => {
  const value = Number.isSafeInteger(after.value) ? i64(after.value) : double(after.value);
  const trace = u128(numberOf(after.traceId));
  return falling
    ? sql`and (${by} < ${value} or (${by} = ${value} and trace < ${trace}))`
    : sql`and (${by} > ${value} or (${by} = ${value} and trace > ${trace}))`;
};
