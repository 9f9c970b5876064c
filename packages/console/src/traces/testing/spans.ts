import type { Span } from '@holdfast/protocol/traces/span';
import { Timestamp } from '@holdfast/protocol/time';

const BEGIN_MS = Date.UTC(2026, 2, 4, 9, 55);

export const NO_TOKENS = { input: 0, cache_read: 0, cache_write: 0, output: 0, reasoning: 0, audio: 0 };

export const spanIdOf = (number: number): string => (number + 1).toString(16).padStart(16, '0');

/** A moment so many nanoseconds after the beginning. */
export const timestampAt = (ns: number, beginMs = BEGIN_MS): Timestamp =>
  Timestamp.parse(new Date(beginMs + Math.floor(ns / 1e6)).toISOString().replace('Z', '000Z'));

/** A span by number, its parent by number, begun and ended so many nanoseconds after the beginning; null: open. */
export const spanOf = (
  number: number,
  parent: number | null,
  [start, end]: readonly [number, number | null],
  more: Partial<Span> = {},
): Span => ({
  span_id: spanIdOf(number) as Span['span_id'],
  parent_span_id: parent === null ? null : (spanIdOf(parent) as Span['span_id']),
  name: `span ${number}`,
  kind: 'internal',
  type: 'span',
  status: 'unset',
  start: timestampAt(start),
  start_ns: String(BigInt(BEGIN_MS) * 1_000_000n + BigInt(start)),
  duration_ns: end === null ? null : end - start,
  service: null,
  model: null,
  provider: null,
  tool: null,
  agent: null,
  tokens: null,
  cost_usd: null,
  oddities: [],
  ...more,
});
