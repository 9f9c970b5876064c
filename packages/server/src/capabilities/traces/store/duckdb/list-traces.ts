import type { Trace } from '@holdfast/protocol/traces/trace';
import type { TraceSort } from '@holdfast/protocol/traces/traces';
import type { TracesAsked } from '../span-store.ts';
import type { Connection } from './connection.ts';
import { ALL_TOKENS, whereTraces } from './filters.ts';
import { TRACE_ANSWER, tracesIn } from './found-traces.ts';
import { numberOf } from './ids.ts';
import { count, double, i64, sql, u128, type Sql } from './sql.ts';
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

type Find = (connection: Connection, asked: Asked) => Promise<Trace[]>;

interface Asked {
  readonly where: Sql;
  readonly order: Sql;
  readonly limit: Sql;
}

export const listTraces = async (
  connection: Connection,
  workspace: bigint,
  { filters, sort, limit, after }: TracesAsked,
): Promise<Trace[]> => {
  const { by, falling } = ORDERS[sort];
  const direction = falling ? sql`desc` : sql`asc`;
  const where = sql`${whereTraces(workspace, filters)} ${after === undefined ? sql`` : beyond(ORDERS[sort], after)}`;
  const asked = { where, order: sql`${by} ${direction}, trace ${direction}`, limit: count(limit) };
  if (by !== START) return findByKeys(connection, asked);
  for (const window of await windowsOf(connection, workspace, { filters, after, limit }, falling)) {
    const found = await findAtOnce(connection, { ...asked, where: sql`${where} ${window}` });
    if (found.length === limit) return found;
  }
  return findByKeys(connection, asked);
};

const findAtOnce: Find = async (connection, { where, order, limit }) =>
  tracesIn(
    await connection.columns(sql`select ${TRACE_ANSWER} from traces where ${where} order by ${order} limit ${limit}`),
  );

/** Where many rows are looked through that are not in the answer, of them only what is asked for and sorted by is read. */
const findByKeys: Find = async (connection, { where, order, limit }) =>
  tracesIn(
    await connection.columns(sql`
      with found as materialized (select rowid as place from traces where ${where} order by ${order} limit ${limit})
      select ${TRACE_ANSWER} from traces where rowid in (select place from found) order by ${order}`),
  );

const beyond = ({ by, falling }: Order, after: { readonly value: number; readonly traceId: string }): Sql => {
  const value = Number.isSafeInteger(after.value) ? i64(after.value) : double(after.value);
  const trace = u128(numberOf(after.traceId));
  return falling
    ? sql`and (${by} < ${value} or (${by} = ${value} and trace < ${trace}))`
    : sql`and (${by} > ${value} or (${by} = ${value} and trace > ${trace}))`;
};
