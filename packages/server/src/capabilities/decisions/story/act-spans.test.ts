import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import { expect, test } from 'vitest';
import { spansOf } from './act-spans.ts';
import type { TrailedAct } from './store.ts';

const rejected = (id: string): TrailedAct => ({
  id,
  at_ms: 2000,
  action: 'decision.rejected',
  decision_id: '01890000-0000-7000-8000-000000000001' as DecisionId,
  kind: 'refund',
  trace_id: 'a'.repeat(32) as TraceId,
  span_id: 'b'.repeat(16) as SpanId,
  asked_ms: 1000,
  actor_kind: 'member',
  level: 1,
  revision: 1,
  request_trace_id: null,
  caller_span: null,
});
const idsOf = (id: string): readonly string[] => spansOf(rejected(id)).map(({ context }) => context.spanId);

test('nobody who knows the decision alone can be first with a span of how it ended', () => {
  expect(idsOf('one entry')).toEqual(idsOf('one entry'));
  const both = [...idsOf('one entry'), ...idsOf('another entry')];
  expect(new Set(both).size).toBe(4);
});
