import type { TraceId } from '@holdfast/protocol/traces/ids';
import { TRACE_STATUSES, type Trace } from '@holdfast/protocol/traces/trace';
import type { TraceRow } from '../fold/trace-row.ts';
import { timestampOfUs } from '../timestamp.ts';
import type { Columns } from './answered.ts';

/** Everything that is answered of a trace, without its names. What is counted comes first, so that it can be counted again. */
type Packed = readonly [
  spans: number,
  openSpans: number,
  errors: number,
  traceId: TraceId,
  name: string,
  hasRoot: 0 | 1,
  startUs: number,
  durationNs: number | null,
  status: number,
  services: readonly string[],
  models: readonly string[],
  tags: readonly string[],
  session: string | null,
  user: string | null,
  agent: string | null,
  tokens: readonly [
    input: number,
    cacheRead: number,
    cacheWrite: number,
    output: number,
    reasoning: number,
    audio: number,
  ],
  costUsd: number | null,
  input: string | null,
  output: string | null,
];

/**
 * What is answered of a trace stands in its row once more, in one piece. A list shows rows from all over the table, and each
 * column of a row is unpacked with two thousand others: this is one column instead of twenty-four.
 */
export const answerOf = (row: TraceRow): string => JSON.stringify(packed(row));

/** What an answer begins with that counts so many of a trace; written as a pattern and as an expression of SQL. */
export const COUNTED = {
  pattern: String.raw`^\[\d+,\d+,\d+`,
  of: (spans: string, openSpans: string, errors: string): string =>
    `'[' || ${spans} || ',' || ${openSpans} || ',' || ${errors}`,
} as const;

export const tracesIn = (columns: Columns): Trace[] =>
  // written by nobody but us
  (columns.of('answer') as string[]).map((answer) => unpacked(JSON.parse(answer) as Packed));

const NS_OF_US = 1_000n;

const packed = (row: TraceRow): Packed => {
  const { startNs, endNs, tokens } = row;
  return [
    row.spans,
    row.openSpans,
    row.errors,
    row.traceId as TraceId,
    row.name,
    row.root === undefined ? 0 : 1,
    Number(startNs / NS_OF_US),
    endNs === undefined ? null : Number(endNs - startNs),
    TRACE_STATUSES.indexOf(row.status),
    row.services,
    row.models,
    row.tags,
    row.session ?? null,
    row.user ?? null,
    row.agent ?? null,
    [tokens.input, tokens.cacheRead, tokens.cacheWrite, tokens.output, tokens.reasoning, tokens.audio],
    row.costUsd ?? null,
    row.input ?? null,
    row.output ?? null,
  ];
};

const unpacked = (answer: Packed): Trace => {
  const [spans, openSpans, errors, traceId, name, hasRoot, startUs, durationNs, status, ...others] = answer;
  const [services, models, tags, session, user, agent, tokens, costUsd, input, output] = others;
  const [fresh, cacheRead, cacheWrite, answered, reasoning, audio] = tokens;
  return {
    trace_id: traceId,
    name,
    has_root: hasRoot === 1,
    start: timestampOfUs(startUs),
    duration_ns: durationNs,
    status: TRACE_STATUSES[status] ?? 'ok',
    spans,
    open_spans: openSpans,
    errors,
    services: [...services],
    models: [...models],
    tags: [...tags],
    session,
    user,
    agent,
    tokens: { input: fresh, cache_read: cacheRead, cache_write: cacheWrite, output: answered, reasoning, audio },
    cost_usd: costUsd,
    input,
    output,
  };
};
