import type { Trace } from '@holdfast/protocol/traces/trace';
import type { TraceSort } from '@holdfast/protocol/traces/traces';
import type { TracesAsked } from '../span-store.ts';
import type { Connection } from './connection.ts';
import { ALL_TOKENS, whereTraces } from './filters.ts';
import { TRACE_ANSWER, tracesIn } from './found-traces.ts';
import { numberOf } from './ids.ts';
import { count, double, i64, sql, u128, type Sql } from './sql.ts';

interface Order {
  /** Never null: a trace without a value is sorted like one with none of it. */
  readonly by: Sql;
  readonly falling: boolean;
}

const ORDERS: Readonly<Record<TraceSort, Order>> = {
  '-start': { by: sql`start_us`, falling: true },
  start: { by: sql`start_us`, falling: false },
  '-duration': { by: sql`coalesce(duration_ns, 0)`, falling: true },
  '-cost': { by: sql`coalesce(cost_usd, 0)`, falling: true },
  '-tokens': { by: ALL_TOKENS, falling: true },
  '-spans': { by: sql`spans`, falling: true },
};

/** What a trace is sorted by, as the key of a cursor has it. */
export const listTraces = async (
  connection: Connection,
  workspace: bigint,
  { filters, sort, limit, after }: TracesAsked,
): Promise<Trace[]> => {
  const { by, falling } = ORDERS[sort];
  const direction = falling ? sql`desc` : sql`asc`;
  const found = await connection.columns(sql`
    select ${TRACE_ANSWER} from traces
     where ${whereTraces(workspace, filters)} ${after === undefined ? sql`` : beyond(ORDERS[sort], after)}
     order by ${by} ${direction}, trace ${direction}
     limit ${count(limit)}`);
  return tracesIn(found);
};

const beyond = ({ by, falling }: Order, after: { readonly value: number; readonly traceId: string }): Sql => {
  const value = Number.isSafeInteger(after.value) ? i64(after.value) : double(after.value);
  const trace = u128(numberOf(after.traceId));
  return falling
    ? sql`and (${by} < ${value} or (${by} = ${value} and trace < ${trace}))`
    : sql`and (${by} > ${value} or (${by} = ${value} and trace > ${trace}))`;
};
