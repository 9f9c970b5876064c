import { SPAN_KINDS, SPAN_STATUSES, type Span } from '@holdfast/protocol/traces/span';
import { TRACE_STATUSES, type Trace } from '@holdfast/protocol/traces/trace';
import { SPAN_TYPES, type Tokens } from '@holdfast/protocol/traces/usage';
import type { Usage } from '../../dialects/gen-ai-span.ts';
import type { SpanMark } from '../fold/trace-fold.ts';
import type { TraceRow } from '../fold/trace-row.ts';
import { timestampOf } from '../timestamp.ts';
import type { Row } from './connection.ts';
import { spanIdOf, traceIdOf } from './ids.ts';
import { odditiesIn } from './tables.ts';

const big = (value: unknown): bigint => value as bigint;
const number = (value: unknown): number => Number(value);
const text = (value: unknown): string => value as string;
const texts = (value: unknown): string[] => value as string[];
const numberOrNull = (value: unknown): number | null => (value === null ? null : number(value));
const textOrNull = (value: unknown): string | null => value as string | null;

const tokensOf = (row: Row): Tokens => ({
  input: number(row['input_tokens']),
  cache_read: number(row['cache_read_tokens']),
  cache_write: number(row['cache_write_tokens']),
  output: number(row['output_tokens']),
  reasoning: number(row['reasoning_tokens']),
  audio: number(row['audio_tokens']),
});

export const toTokens = tokensOf;

const usageOf = (row: Row): Usage => {
  const { cache_read: cacheRead, cache_write: cacheWrite, ...others } = tokensOf(row);
  return { ...others, cacheRead, cacheWrite };
};

export const toTrace = (row: Row): Trace => ({
  trace_id: traceIdOf(big(row['trace'])),
  name: text(row['name']),
  has_root: row['root'] !== null,
  start: timestampOf(big(row['start_us'])),
  duration_ns: numberOrNull(row['duration_ns']),
  status: TRACE_STATUSES[number(row['status'])] ?? 'ok',
  spans: number(row['spans']),
  open_spans: number(row['open_spans']),
  errors: number(row['errors']),
  services: texts(row['services']),
  models: texts(row['models']),
  tags: texts(row['tags']),
  session: textOrNull(row['session']),
  user: textOrNull(row['user_name']),
  agent: textOrNull(row['agent']),
  tokens: tokensOf(row),
  cost_usd: numberOrNull(row['cost_usd']),
  input: textOrNull(row['input']),
  output: textOrNull(row['output']),
});

const NS_OF_US = 1_000n;

export const toSpan = (row: Row): Span => {
  const start = big(row['start_ns']);
  return {
    span_id: spanIdOf(big(row['span'])),
    parent_span_id: row['parent'] === 0n ? null : spanIdOf(big(row['parent'])),
    name: text(row['name']),
    kind: SPAN_KINDS[number(row['kind'])] ?? 'unspecified',
    type: SPAN_TYPES[number(row['type'])] ?? 'span',
    status: SPAN_STATUSES[number(row['status'])] ?? 'unset',
    start: timestampOf(start / NS_OF_US),
    start_ns: String(start),
    duration_ns: numberOrNull(row['duration_ns']),
    service: textOrNull(row['service']),
    model: textOrNull(row['model']),
    provider: textOrNull(row['provider']),
    tool: textOrNull(row['tool']),
    agent: textOrNull(row['agent']),
    tokens: row['input_tokens'] === null ? null : tokensOf(row),
    cost_usd: numberOrNull(row['cost_usd']),
    oddities: odditiesIn(number(row['oddities'])),
  };
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

export const toMark = (row: Row): SpanMark => ({
  parentSpanId: big(row['parent']),
  type: SPAN_TYPES[number(row['type'])] ?? 'span',
  usage: row['input_tokens'] === null ? undefined : usageOf(row),
  costUsd: orNone(numberOrNull(row['cost_usd'])),
  status: SPAN_STATUSES[number(row['status'])] ?? 'unset',
  start: big(row['start_ns']),
  duration: orNone(row['duration_ns'] as bigint | null),
  digest: big(row['digest']),
});
