import type { TraceId } from '@holdfast/protocol/traces/ids';
import type { Trace } from '@holdfast/protocol/traces/trace';
import type { TraceRow } from '../fold/trace-row.ts';
import { timestampOfUs } from '../timestamp.ts';
import type { Columns } from './answered.ts';

/**
 * What is answered of a trace stands in its row as it is answered. A list shows rows from all over the table, and each column of
 * a row is unpacked with two thousand others: this is one column instead of twenty-four.
 */
export const answerOf = (row: TraceRow): string => JSON.stringify(traceOf(row));

export const tracesIn = (columns: Columns): Trace[] =>
  // written by nobody but us
  (columns.of('answer') as string[]).map((answer) => JSON.parse(answer) as Trace);

const NS_OF_US = 1_000n;

const traceOf = (row: TraceRow): Trace => {
  const { startNs, endNs, tokens } = row;
  return {
    trace_id: row.traceId as TraceId,
    name: row.name,
    has_root: row.root !== undefined,
    start: timestampOfUs(startNs / NS_OF_US),
    duration_ns: endNs === undefined ? null : Number(endNs - startNs),
    status: row.status,
    spans: row.spans,
    open_spans: row.openSpans,
    errors: row.errors,
    services: [...row.services],
    models: [...row.models],
    tags: [...row.tags],
    session: row.session ?? null,
    user: row.user ?? null,
    agent: row.agent ?? null,
    tokens: {
      input: tokens.input,
      cache_read: tokens.cacheRead,
      cache_write: tokens.cacheWrite,
      output: tokens.output,
      reasoning: tokens.reasoning,
      audio: tokens.audio,
    },
    cost_usd: row.costUsd ?? null,
    input: row.input ?? null,
    output: row.output ?? null,
  };
};
