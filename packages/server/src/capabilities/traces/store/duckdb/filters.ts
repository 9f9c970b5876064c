import { microsecondsOf } from '../timestamp.ts';
import type { TracesAsked } from '../span-store.ts';
import { double, i64, joined, sql, text, u128, u64, u32, type Sql } from './sql.ts';
import { TRACE_STATUS_CODES } from './tables.ts';

type Filters = TracesAsked['filters'];

const NS_PER_MS = 1_000_000;

/** Which summaries of a workspace are meant. */
export const whereTraces = (workspace: bigint, filters: Filters): Sql =>
  joined([sql`workspace = ${u128(workspace)}`, ...conditions(filters)], ' and ');

const conditions = (filters: Filters): Sql[] =>
  [
    when(filters.from, (from) => sql`start_us >= ${i64(microsecondsOf(from))}`),
    when(filters.to, (to) => sql`start_us < ${i64(microsecondsOf(to))}`),
    when(filters.status, (status) => sql`status = ${u32(TRACE_STATUS_CODES.get(status) ?? 0)}`),
    when(filters.name, (name) => sql`name = ${text(name)}`),
    when(filters.service, (service) => sql`list_contains(services, ${text(service)})`),
    when(filters.model, (model) => sql`list_contains(models, ${text(model)})`),
    when(filters.tag, (tag) => sql`list_contains(tags, ${text(tag)})`),
    when(filters.session, (session) => sql`session = ${text(session)}`),
    when(filters.user, (user) => sql`user_name = ${text(user)}`),
    when(filters.agent, (agent) => sql`agent = ${text(agent)}`),
    when(filters.min_duration_ms, (least) => sql`duration_ns >= ${double(least * NS_PER_MS)}`),
    when(filters.max_duration_ms, (most) => sql`duration_ns <= ${double(most * NS_PER_MS)}`),
    when(filters.min_cost_usd, (least) => sql`cost_usd >= ${double(least)}`),
    when(filters.max_cost_usd, (most) => sql`cost_usd <= ${double(most)}`),
    when(filters.min_tokens, (least) => sql`${ALL_TOKENS} >= ${u64(BigInt(least))}`),
    when(filters.q, anywhere),
  ].filter((condition) => condition !== undefined);

export const ALL_TOKENS = sql`(input_tokens + cache_read_tokens + cache_write_tokens + output_tokens + reasoning_tokens + audio_tokens)`;

const anywhere = (words: string): Sql => {
  const wanted = text(words.toLowerCase());
  return sql`(contains(lower(name), ${wanted}) or contains(lower(coalesce(input, '')), ${wanted})
    or contains(lower(coalesce(output, '')), ${wanted}) or contains(lower(coalesce(session, '')), ${wanted})
    or contains(lower(coalesce(user_name, '')), ${wanted}))`;
};

const when = <Value>(value: Value | undefined, write: (value: Value) => Sql): Sql | undefined =>
  value === undefined ? undefined : write(value);
