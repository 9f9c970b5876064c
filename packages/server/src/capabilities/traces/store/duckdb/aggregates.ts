import type { AggregateGroup, TraceAggregates } from '@holdfast/protocol/traces/overview';
import { SPAN_TYPES } from '@holdfast/protocol/traces/usage';
import type { AggregatesAsked } from '../span-store.ts';
import { microsecondsOf, timestampOfUs } from '../timestamp.ts';
import type { Row } from './answered.ts';
import type { Connection } from './connection.ts';
import { toTokens } from './rows.ts';
import { count, bound64, i64, joined, sql, text, u128, u32, type Parameter, type Sql } from './sql.ts';
import { secondsOf, stretchesOf } from './stretches.ts';
import { STATUS_CODES } from './tables.ts';

/** What spans have in common. All of them are columns of ours. */
const GROUPS: Readonly<Record<AggregateGroup, Sql>> = {
  model: sql`model`,
  service: sql`service`,
  name: sql`name`,
  type: sql`type`,
  tool: sql`tool`,
};

const MOST_GROUPS = 20;
const NS_PER_US = 1_000;
const FAILED = u32(STATUS_CODES.get('error') ?? 0);

type Group = TraceAggregates['groups'][number];
type Figures = Group['all'];

const FIGURES = sql`
  count(*) as spans, count(*) filter (status = ${FAILED}) as errors,
  coalesce(sum(input_tokens), 0)::ubigint as input_tokens, coalesce(sum(cache_read_tokens), 0)::ubigint as cache_read_tokens,
  coalesce(sum(cache_write_tokens), 0)::ubigint as cache_write_tokens, coalesce(sum(output_tokens), 0)::ubigint as output_tokens,
  coalesce(sum(reasoning_tokens), 0)::ubigint as reasoning_tokens, coalesce(sum(audio_tokens), 0)::ubigint as audio_tokens,
  round(sum(cost_usd), 12) as cost_usd, approx_quantile(duration_ns, [0.5, 0.95, 0.99]) as quantiles`;

/** Latency, tokens, cost and errors of spans: in all, and stretch by stretch. */
export const readAggregates = async (
  connection: Connection,
  workspace: bigint,
  { filters, groupBy, buckets }: AggregatesAsked,
): Promise<TraceAggregates> => {
  const group = GROUPS[groupBy];
  const where = whereSpans(workspace, filters, group);
  const [there] = await connection.all(
    sql`select min(start_ns) // 1000 as first, max(start_ns) // 1000 as last from spans where ${where}`,
  );
  if (there === undefined || there['first'] === null) return { step_seconds: 1, groups: [] };
  const stretches = stretchesOf(filters, { first: Number(there['first']), last: Number(there['last']) }, buckets);
  const { from, step } = stretches;
  const all = await connection.all(sql`
    select ${group} as value, ${FIGURES} from spans where ${where}
     group by value order by spans desc, value limit ${count(MOST_GROUPS)}`);
  const overTime = await connection.all(sql`
    with largest as (
      select ${group} as value from spans where ${where} group by value order by count(*) desc, value limit ${count(MOST_GROUPS)})
    select ${group} as value, (start_ns // 1000 - ${i64(from)}) // ${i64(step)} as stretch, ${FIGURES}
      from spans where ${where} and ${group} in (select value from largest)
     group by value, stretch order by stretch`);
  const byValue = Map.groupBy(overTime, (row) => row['value']);
  return {
    step_seconds: secondsOf(stretches),
    groups: all.map((row) => ({
      value: valueOf(groupBy, row['value']),
      all: figuresOf(row),
      over_time: (byValue.get(row['value']) ?? []).map((one) => ({
        at: timestampOfUs(from + Number(one['stretch']) * step),
        ...figuresOf(one),
      })),
    })),
  };
};

const whereSpans = (workspace: bigint, filters: AggregatesAsked['filters'], group: Sql): Sql => {
  const { from, to, service, model, name } = filters;
  const when = (value: Parameter | undefined, write: (value: Parameter) => Sql): Sql[] =>
    value === undefined ? [] : [write(value)];
  return joined(
    [
      sql`workspace = ${u128(workspace)} and ${group} is not null`,
      ...when(from === undefined ? undefined : nanoseconds(from), (value) => sql`start_ns >= ${value}`),
      ...when(to === undefined ? undefined : nanoseconds(to), (value) => sql`start_ns < ${value}`),
      ...when(service === undefined ? undefined : text(service), (value) => sql`service = ${value}`),
      ...when(model === undefined ? undefined : text(model), (value) => sql`model = ${value}`),
      ...when(name === undefined ? undefined : text(name), (value) => sql`name = ${value}`),
    ],
    ' and ',
  );
};

const nanoseconds = (instant: string): Parameter => bound64(BigInt(microsecondsOf(instant)) * BigInt(NS_PER_US));

const valueOf = (group: AggregateGroup, value: unknown): string =>
  group === 'type' ? (SPAN_TYPES[value as number] ?? 'span') : (value as string);

const figuresOf = (row: Row): Figures => {
  const [p50, p95, p99] = (row['quantiles'] ?? []) as (bigint | number)[];
  return {
    spans: Number(row['spans']),
    errors: Number(row['errors']),
    tokens: toTokens(row),
    cost_usd: row['cost_usd'] === null ? null : Number(row['cost_usd']),
    p50_ns: whole(p50),
    p95_ns: whole(p95),
    p99_ns: whole(p99),
  };
};

const whole = (value: bigint | number | undefined): number | null => (value === undefined ? null : Number(value));
