import { TRACE_STATUSES, type Trace } from '@holdfast/protocol/traces/trace';
import type { Tokens } from '@holdfast/protocol/traces/usage';
import { timestampOfUs } from '../timestamp.ts';
import type { Columns } from './answered.ts';
import { tokensIn } from './found-tokens.ts';
import { traceIdOf } from './ids.ts';
import { word } from './sql.ts';

/** What an answer says of a trace; what else stands in its row is never read for it. */
export const TRACE_ANSWER = word(`trace, name, root, start_us, duration_ns, status, spans, open_spans, errors, services,
  models, tags, session, user_name, agent, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens,
  reasoning_tokens, audio_tokens, cost_usd, input, output`);

export const tracesIn = (columns: Columns): Trace[] => {
  const numbers = (name: string): number[] => columns.of(name) as number[];
  const lists = (name: string): string[][] => columns.of(name) as string[][];
  const texts = (name: string): (string | null)[] => columns.of(name) as (string | null)[];
  const [ids, starts] = [columns.of('trace') as bigint[], columns.of('start_us') as bigint[]];
  const [roots, durations] = [columns.of('root'), columns.of('duration_ns') as (bigint | null)[]];
  const [names, statuses, spans] = [columns.of('name') as string[], numbers('status'), numbers('spans')];
  const [open, errors] = [numbers('open_spans'), numbers('errors')];
  const [services, models, tags] = [lists('services'), lists('models'), lists('tags')];
  const [sessions, users, agents] = [texts('session'), texts('user_name'), texts('agent')];
  const [inputs, outputs, costs] = [texts('input'), texts('output'), columns.of('cost_usd') as (number | null)[]];
  const tokensAt = tokensIn(columns);
  return ids.map((id, at) => {
    const [start = 0n, duration = null] = [starts[at], durations[at]];
    return {
      trace_id: traceIdOf(id),
      name: names[at] ?? '',
      has_root: roots[at] !== null,
      start: timestampOfUs(start),
      duration_ns: duration === null ? null : Number(duration),
      status: TRACE_STATUSES[statuses[at] ?? 0] ?? 'ok',
      spans: spans[at] ?? 0,
      open_spans: open[at] ?? 0,
      errors: errors[at] ?? 0,
      services: services[at] ?? [],
      models: models[at] ?? [],
      tags: tags[at] ?? [],
      session: sessions[at] ?? null,
      user: users[at] ?? null,
      agent: agents[at] ?? null,
      tokens: tokensAt(at) ?? NO_TOKENS,
      cost_usd: costs[at] ?? null,
      input: inputs[at] ?? null,
      output: outputs[at] ?? null,
    };
  });
};

const NO_TOKENS: Tokens = { input: 0, cache_read: 0, cache_write: 0, output: 0, reasoning: 0, audio: 0 };
