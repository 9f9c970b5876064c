import type { TraceFacets } from '@holdfast/protocol/traces/overview';
import { TRACE_STATUSES } from '@holdfast/protocol/traces/trace';
import type { TracesAsked } from '../span-store.ts';
import type { Connection } from './connection.ts';
import { whereTraces } from './filters.ts';
import { sql, type Sql } from './sql.ts';

const VALUES: Readonly<Record<Exclude<keyof TraceFacets, 'traces' | 'status'>, Sql>> = {
  name: sql`name`,
  service: sql`unnest(services)`,
  model: sql`unnest(models)`,
  agent: sql`agent`,
  tag: sql`unnest(tags)`,
  user: sql`user_name`,
};

type FacetValues = TraceFacets['name'];

/** What the traces that are meant can be told apart by. */
export const readFacets = async (
  connection: Connection,
  workspace: bigint,
  filters: TracesAsked['filters'],
): Promise<TraceFacets> => {
  const where = whereTraces(workspace, filters);
  const valuesOf = async (value: Sql): Promise<FacetValues> => {
    const rows = await connection.all(sql`
      select value, count(*) as traces from (select ${value} as value from traces where ${where})
       where value is not null and value <> '' group by value order by traces desc, value limit 20`);
    return rows.map((row) => ({ value: row['value'] as string, traces: Number(row['traces']) }));
  };
  const statuses = await connection.all(
    sql`select status, count(*) as traces from traces where ${where} group by status order by traces desc`,
  );
  const status = statuses.map((row) => ({
    value: TRACE_STATUSES[row['status'] as number] ?? 'ok',
    traces: Number(row['traces']),
  }));
  return {
    traces: status.reduce((sum, { traces }) => sum + traces, 0),
    status,
    name: await valuesOf(VALUES.name),
    service: await valuesOf(VALUES.service),
    model: await valuesOf(VALUES.model),
    agent: await valuesOf(VALUES.agent),
    tag: await valuesOf(VALUES.tag),
    user: await valuesOf(VALUES.user),
  };
};
