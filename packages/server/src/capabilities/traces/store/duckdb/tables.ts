import { BIGINT, DOUBLE, LIST, UBIGINT, UHUGEINT, UINTEGER, USMALLINT, UTINYINT, VARCHAR } from '@duckdb/node-api';
import { ODDITIES, SPAN_KINDS, SPAN_STATUSES } from '@holdfast/protocol/traces/span';
import { TRACE_STATUSES } from '@holdfast/protocol/traces/trace';
import { SPAN_TYPES } from '@holdfast/protocol/traces/usage';
import type { Position } from '../../../../platform/segments/position.ts';
import type { TraceRow } from '../fold/trace-row.ts';
import type { StoredSpan } from '../stored-span.ts';
import type { Column } from './columns.ts';
import { answerOf } from './found-traces.ts';

/**
 * Rows lie in the order in which they came: `commit` grows, and with it every span and every summary of a trace can be found
 * without an index, whatever times their senders wrote into them.
 */
export interface SpanRow {
  readonly commit: bigint;
  readonly workspace: bigint;
  readonly trace: bigint;
  readonly span: StoredSpan;
  readonly position: Position;
  readonly receivedAt: bigint;
}

const codes = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name, code) => [name, code]));

export const KIND_CODES = codes(SPAN_KINDS);
export const TYPE_CODES = codes(SPAN_TYPES);
export const STATUS_CODES = codes(SPAN_STATUSES);
export const TRACE_STATUS_CODES = codes(TRACE_STATUSES);

export const SPAN_COLUMNS: readonly Column<SpanRow>[] = [
  { name: 'commit', type: BIGINT, of: (row) => row.commit },
  { name: 'received_us', type: BIGINT, of: (row) => row.receivedAt },
  { name: 'workspace', type: UHUGEINT, of: (row) => row.workspace },
  { name: 'trace', type: UHUGEINT, of: (row) => row.trace },
  { name: 'span', type: UBIGINT, of: ({ span }) => span.spanId },
  { name: 'parent', type: UBIGINT, of: ({ span }) => span.parentSpanId },
  { name: 'name', type: VARCHAR, of: ({ span }) => span.name },
  { name: 'kind', type: UTINYINT, of: ({ span }) => KIND_CODES.get(span.kind) ?? 0 },
  { name: 'type', type: UTINYINT, of: ({ span }) => TYPE_CODES.get(span.type) ?? 0 },
  { name: 'status', type: UTINYINT, of: ({ span }) => STATUS_CODES.get(span.status) ?? 0 },
  { name: 'start_ns', type: BIGINT, of: ({ span }) => span.start },
  { name: 'duration_ns', type: BIGINT, of: ({ span }) => span.duration ?? null },
  { name: 'service', type: VARCHAR, of: ({ span }) => span.service ?? null },
  { name: 'model', type: VARCHAR, of: ({ span }) => span.model ?? null },
  { name: 'provider', type: VARCHAR, of: ({ span }) => span.provider ?? null },
  { name: 'tool', type: VARCHAR, of: ({ span }) => span.tool ?? null },
  { name: 'agent', type: VARCHAR, of: ({ span }) => span.agent ?? null },
  { name: 'input_tokens', type: UINTEGER, of: ({ span }) => span.usage?.input ?? null },
  { name: 'cache_read_tokens', type: UINTEGER, of: ({ span }) => span.usage?.cacheRead ?? null },
  { name: 'cache_write_tokens', type: UINTEGER, of: ({ span }) => span.usage?.cacheWrite ?? null },
  { name: 'output_tokens', type: UINTEGER, of: ({ span }) => span.usage?.output ?? null },
  { name: 'reasoning_tokens', type: UINTEGER, of: ({ span }) => span.usage?.reasoning ?? null },
  { name: 'audio_tokens', type: UINTEGER, of: ({ span }) => span.usage?.audio ?? null },
  { name: 'cost_usd', type: DOUBLE, of: ({ span }) => span.costUsd ?? null },
  { name: 'oddities', type: USMALLINT, of: ({ span }) => bitsOf(span.oddities) },
  { name: 'digest', type: UBIGINT, of: ({ span }) => span.digest },
  { name: 'segment', type: UINTEGER, of: ({ position }) => position.segment },
  { name: 'place', type: UINTEGER, of: ({ position }) => position.at },
];

const bitsOf = (oddities: StoredSpan['oddities']): number =>
  oddities.reduce((bits, oddity) => bits | (1 << ODDITIES.indexOf(oddity)), 0);

export const odditiesIn = (bits: number): (typeof ODDITIES)[number][] =>
  ODDITIES.filter((_, index) => (bits & (1 << index)) !== 0);

export interface SummaryRow {
  readonly commit: bigint;
  /** Of the commit that brought its first span. */
  readonly firstCommit: bigint;
  readonly workspace: bigint;
  readonly trace: bigint;
  readonly firstReceivedAt: bigint;
  readonly receivedAt: bigint;
  readonly row: TraceRow;
}

const NS_OF_US = 1_000n;

export const TRACE_COLUMNS: readonly Column<SummaryRow>[] = [
  { name: 'commit', type: BIGINT, of: (row) => row.commit },
  { name: 'first_commit', type: BIGINT, of: (row) => row.firstCommit },
  { name: 'first_received_us', type: BIGINT, of: (row) => row.firstReceivedAt },
  { name: 'received_us', type: BIGINT, of: (row) => row.receivedAt },
  { name: 'workspace', type: UHUGEINT, of: (row) => row.workspace },
  { name: 'trace', type: UHUGEINT, of: (row) => row.trace },
  { name: 'name', type: VARCHAR, of: ({ row }) => row.name },
  { name: 'named', type: UTINYINT, of: ({ row }) => (row.isNamed ? 1 : 0) },
  { name: 'root', type: UBIGINT, of: ({ row }) => row.root ?? null },
  { name: 'status', type: UTINYINT, of: ({ row }) => TRACE_STATUS_CODES.get(row.status) ?? 0 },
  { name: 'start_us', type: BIGINT, of: ({ row }) => row.startNs / NS_OF_US },
  { name: 'start_ns', type: BIGINT, of: ({ row }) => row.startNs },
  { name: 'end_ns', type: BIGINT, of: ({ row }) => row.endNs ?? null },
  {
    name: 'duration_ns',
    type: BIGINT,
    of: ({ row }) => (row.endNs === undefined ? null : row.endNs - row.startNs),
  },
  { name: 'spans', type: UINTEGER, of: ({ row }) => row.spans },
  { name: 'open_spans', type: UINTEGER, of: ({ row }) => row.openSpans },
  { name: 'errors', type: UINTEGER, of: ({ row }) => row.errors },
  { name: 'services', type: LIST(VARCHAR), of: ({ row }) => row.services },
  { name: 'models', type: LIST(VARCHAR), of: ({ row }) => row.models },
  { name: 'tags', type: LIST(VARCHAR), of: ({ row }) => row.tags },
  { name: 'session', type: VARCHAR, of: ({ row }) => row.session ?? null },
  { name: 'user_name', type: VARCHAR, of: ({ row }) => row.user ?? null },
  { name: 'agent', type: VARCHAR, of: ({ row }) => row.agent ?? null },
  { name: 'input_tokens', type: UBIGINT, of: ({ row }) => BigInt(row.tokens.input) },
  { name: 'cache_read_tokens', type: UBIGINT, of: ({ row }) => BigInt(row.tokens.cacheRead) },
  { name: 'cache_write_tokens', type: UBIGINT, of: ({ row }) => BigInt(row.tokens.cacheWrite) },
  { name: 'output_tokens', type: UBIGINT, of: ({ row }) => BigInt(row.tokens.output) },
  { name: 'reasoning_tokens', type: UBIGINT, of: ({ row }) => BigInt(row.tokens.reasoning) },
  { name: 'audio_tokens', type: UBIGINT, of: ({ row }) => BigInt(row.tokens.audio) },
  { name: 'cost_usd', type: DOUBLE, of: ({ row }) => row.costUsd ?? null },
  { name: 'input', type: VARCHAR, of: ({ row }) => row.input ?? null },
  { name: 'output', type: VARCHAR, of: ({ row }) => row.output ?? null },
  { name: 'answer', type: VARCHAR, of: ({ row }) => answerOf(row), isLoose: true },
];

/** A span that came again with other content, which was not kept. */
export interface ResendRow {
  readonly workspace: bigint;
  readonly trace: bigint;
  readonly span: bigint;
  readonly receivedAt: bigint;
}

export const RESEND_COLUMNS: readonly Column<ResendRow>[] = [
  { name: 'received_us', type: BIGINT, of: (row) => row.receivedAt },
  { name: 'workspace', type: UHUGEINT, of: (row) => row.workspace },
  { name: 'trace', type: UHUGEINT, of: (row) => row.trace },
  { name: 'span', type: UBIGINT, of: (row) => row.span },
];
