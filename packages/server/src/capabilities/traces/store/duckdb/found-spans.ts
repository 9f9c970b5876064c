import { SPAN_KINDS, SPAN_STATUSES, type Span } from '@holdfast/protocol/traces/span';
import { SPAN_TYPES } from '@holdfast/protocol/traces/usage';
import { timestampOfUs } from '../timestamp.ts';
import type { Columns } from './answered.ts';
import { spanIdOf } from './ids.ts';
import { tokensIn } from './found-tokens.ts';
import { odditiesIn } from './tables.ts';
import { word } from './sql.ts';

/** What an answer says of a span; what else stands in its row is never read for it. */
export const SPAN_ANSWER =
  word(`span, parent, name, kind, type, status, start_ns, duration_ns, service, model, provider,
  tool, agent, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, audio_tokens,
  cost_usd, oddities`);

const NS_OF_US = 1_000n;

/** In the order in which spans of a trace are told, which DuckDB takes three times as long for as for finding them. */
export const inOrder = (columns: Columns): number[] => {
  const [ids, starts] = [columns.of('span') as bigint[], columns.of('start_ns') as bigint[]];
  const compare = (left: bigint = 0n, right: bigint = 0n): number => (left < right ? -1 : left > right ? 1 : 0);
  return ids
    .map((_, at) => at)
    .toSorted((left, right) => compare(starts[left], starts[right]) || compare(ids[left], ids[right]));
};

/** The spans in the rows of an answer, or in those of them that are named. */
export const spansIn = (columns: Columns, rows: readonly number[] = [...columns.of('span').keys()]): Span[] => {
  const [ids, parents] = [columns.of('span') as bigint[], columns.of('parent') as bigint[]];
  const [kinds, types] = [columns.of('kind') as number[], columns.of('type') as number[]];
  const [statuses, oddities] = [columns.of('status') as number[], columns.of('oddities') as number[]];
  const [starts, durations] = [columns.of('start_ns') as bigint[], columns.of('duration_ns') as (bigint | null)[]];
  const texts = (name: string): (string | null)[] => columns.of(name) as (string | null)[];
  const [names, services, models] = [columns.of('name') as string[], texts('service'), texts('model')];
  const [providers, tools, agents] = [texts('provider'), texts('tool'), texts('agent')];
  const costs = columns.of('cost_usd') as (number | null)[];
  const tokensAt = tokensIn(columns);
  return rows.map((at) => {
    const [id = 0n, parent = 0n] = [ids[at], parents[at]];
    const [start = 0n, duration = null] = [starts[at], durations[at]];
    return {
      span_id: spanIdOf(id),
      parent_span_id: parent === 0n ? null : spanIdOf(parent),
      name: names[at] ?? '',
      kind: SPAN_KINDS[kinds[at] ?? 0] ?? 'unspecified',
      type: SPAN_TYPES[types[at] ?? -1] ?? 'span',
      status: SPAN_STATUSES[statuses[at] ?? 0] ?? 'unset',
      start: timestampOfUs(start / NS_OF_US),
      start_ns: String(start),
      duration_ns: duration === null ? null : Number(duration),
      service: services[at] ?? null,
      model: models[at] ?? null,
      provider: providers[at] ?? null,
      tool: tools[at] ?? null,
      agent: agents[at] ?? null,
      tokens: tokensAt(at),
      cost_usd: costs[at] ?? null,
      oddities: odditiesIn(oddities[at] ?? 0),
    };
  });
};
