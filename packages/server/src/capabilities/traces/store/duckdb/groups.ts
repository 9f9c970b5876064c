import type { TraceSession, TraceUser } from '@holdfast/protocol/traces/groups';
import type { GroupsAsked } from '../span-store.ts';
import { timestampOfUs } from '../timestamp.ts';
import type { Row } from './answered.ts';
import type { Connection } from './connection.ts';
import { toTokens } from './rows.ts';
import { count, i64, sql, text, u128, u32, type Sql } from './sql.ts';
import { TRACE_STATUS_CODES } from './tables.ts';

const FAILED = u32(TRACE_STATUS_CODES.get('error') ?? 0);

/** What the traces of a session or user come to, the one with the latest trace first. Of the others nothing is summed up. */
const readGroups = (
  connection: Connection,
  workspace: bigint,
  { by, others }: { readonly by: Sql; readonly others: Sql },
  { limit, after, q }: GroupsAsked,
): Promise<readonly Row[]> =>
  connection.all(sql`
    with latest as materialized (
      select ${by} as group_name, max(start_us) as last
        from traces
       where workspace = ${u128(workspace)} and ${by} is not null
             ${q === undefined ? sql`` : sql`and contains(lower(${by}), ${text(q.toLowerCase())})`}
       group by ${by}
             ${after === undefined ? sql`` : sql`having max(start_us) < ${i64(after.last)} or (max(start_us) = ${i64(after.last)} and ${by} < ${text(after.name)})`}
       order by last desc, group_name desc
       limit ${count(limit)})
    select ${by} as group_name, ${others}, count(*) as traces, count(*) filter (status = ${FAILED}) as errors,
           min(start_us) as first, max(start_us) as last,
           sum(input_tokens)::ubigint as input_tokens, sum(cache_read_tokens)::ubigint as cache_read_tokens,
           sum(cache_write_tokens)::ubigint as cache_write_tokens, sum(output_tokens)::ubigint as output_tokens,
           sum(reasoning_tokens)::ubigint as reasoning_tokens, sum(audio_tokens)::ubigint as audio_tokens,
           round(sum(cost_usd), 12) as cost_usd
      from traces
     where workspace = ${u128(workspace)} and ${by} in (select group_name from latest)
     group by ${by}
     order by last desc, group_name desc`);

const SESSIONS = { by: sql`session`, others: sql`max(user_name) as user_name` };
const USERS = { by: sql`user_name`, others: sql`count(distinct session) as sessions` };

export const listSessions = async (
  connection: Connection,
  workspace: bigint,
  asked: GroupsAsked,
): Promise<TraceSession[]> => {
  const rows = await readGroups(connection, workspace, SESSIONS, asked);
  return rows.map((row) => ({
    session: row['group_name'] as string,
    user: row['user_name'] as string | null,
    ...groupOf(row),
  }));
};

export const listUsers = async (
  connection: Connection,
  workspace: bigint,
  asked: GroupsAsked,
): Promise<TraceUser[]> => {
  const rows = await readGroups(connection, workspace, USERS, asked);
  return rows.map((row) => ({ user: row['group_name'] as string, sessions: Number(row['sessions']), ...groupOf(row) }));
};

const groupOf = (row: Row) => ({
  traces: Number(row['traces']),
  errors: Number(row['errors']),
  first: timestampOfUs(row['first'] as bigint),
  last: timestampOfUs(row['last'] as bigint),
  tokens: toTokens(row),
  cost_usd: row['cost_usd'] === null ? null : Number(row['cost_usd']),
});
