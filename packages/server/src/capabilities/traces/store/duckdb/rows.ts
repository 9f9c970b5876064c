import { SPAN_STATUSES } from '@holdfast/protocol/traces/span';
import { TRACE_STATUSES } from '@holdfast/protocol/traces/trace';
import { SPAN_TYPES, type Tokens } from '@holdfast/protocol/traces/usage';
import type { Usage } from '../../dialects/gen-ai-span.ts';
import { askedOf, type SpanMark } from '../fold/span-mark.ts';
import type { TraceRow } from '../fold/trace-row.ts';
import type { Row } from './answered.ts';
import { traceIdOf } from './ids.ts';
import { word } from './sql.ts';

const big = (value: unknown): bigint => value as bigint;
const number = (value: unknown): number => Number(value);
const text = (value: unknown): string => value as string;
const texts = (value: unknown): string[] => value as string[];
const numberOrNull = (value: unknown): number | null => (value === null ? null : number(value));
const textOrNull = (value: unknown): string | null => value as string | null;

export const toTokens = (row: Row): Tokens => ({
  input: number(row['input_tokens']),
  cache_read: number(row['cache_read_tokens']),
  cache_write: number(row['cache_write_tokens']),
  output: number(row['output_tokens']),
  reasoning: number(row['reasoning_tokens']),
  audio: number(row['audio_tokens']),
});

const usageOf = (row: Row): Usage => {
  const { cache_read: cacheRead, cache_write: cacheWrite, ...others } = toTokens(row);
  return { ...others, cacheRead, cacheWrite };
};

const orNone = <Value>(value: Value | null): Value | undefined => value ?? undefined;

/** A trace as it is kept, to be folded on. */
export const toTraceRow = (row: Row): TraceRow => ({
  traceId: traceIdOf(big(row['trace'])),
  name: text(row['name']),
  isNamed: row['named'] === 1,
  root: orNone(row['root'] as bigint | null),
  status: TRACE_STATUSES[number(row['status'])] ?? 'ok',
  startNs: big(row['start_ns']),
  endNs: orNone(row['end_ns'] as bigint | null),
  spans: number(row['spans']),
  openSpans: number(row['open_spans']),
  errors: number(row['errors']),
  services: texts(row['services']),
  models: texts(row['models']),
  tags: texts(row['tags']),
  session: orNone(textOrNull(row['session'])),
  user: orNone(textOrNull(row['user_name'])),
  agent: orNone(textOrNull(row['agent'])),
  input: orNone(textOrNull(row['input'])),
  output: orNone(textOrNull(row['output'])),
  tokens: usageOf(row),
  costUsd: orNone(numberOrNull(row['cost_usd'])),
});

/** What a mark is made of. */
export const MARK_COLUMNS = word(`workspace, trace, span, parent, digest, duration_ns, status, type, input_tokens,
  cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, audio_tokens, cost_usd`);

export const toMark = (row: Row): SpanMark => ({
  parentSpanId: big(row['parent']),
  digest: big(row['digest']),
  isOpen: row['duration_ns'] === null,
  failed: SPAN_STATUSES[number(row['status'])] === 'error',
  asked: askedOf({
    type: SPAN_TYPES[number(row['type'])] ?? 'span',
    usage: row['input_tokens'] === null ? undefined : usageOf(row),
    costUsd: orNone(numberOrNull(row['cost_usd'])),
  }),
});
