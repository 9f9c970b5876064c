import { SpanDetail, type Span } from '@holdfast/protocol/traces/span';
import type { TraceId } from '@holdfast/protocol/traces/ids';
import { expect, test } from 'vitest';
import { USUAL_LIMITS } from '../otlp/request/limits.ts';
import type { SpanPlace } from '../store/span-store.ts';
import { MOST_PARTS } from './room.ts';
import { readDetail, readSpan } from './span-detail.ts';
import { sent, storedFrom, TRACE } from './testing/stored.ts';

const received = (bytes: Buffer) => ({ bytes, spanBytes: USUAL_LIMITS.spanBytes });
const ids = (index: number) => ({ traceId: TRACE, spanId: index.toString(16).padStart(16, '0') });

test('one span of many is read', () => {
  const bytes = sent([{ name: 'one' }, { name: 'two', attributes: { 'gen_ai.operation.name': 'chat' } }]);
  expect(readSpan(received(bytes), ids(1))).toMatchObject({ record: { name: 'one' }, genAi: undefined });
  expect(readSpan(received(bytes), ids(2))).toMatchObject({ record: { name: 'two' }, genAi: { kind: 'generation' } });
  expect(readSpan(received(bytes), ids(3))).toBeUndefined();
  expect(readSpan(received(bytes), { ...ids(1), traceId: 'cd'.repeat(16) })).toBeUndefined();
});

test('of spans with one id the first is read, or the one with these bytes', () => {
  const { spanId } = ids(1);
  const bytes = sent([
    { spanId, name: 'first' },
    { spanId, name: 'second' },
  ]);
  const digests = storedFrom(bytes).map(({ digest }) => digest);
  expect(readSpan(received(bytes), ids(1))?.record.name).toBe('first');
  expect(digests.map((digest) => readSpan(received(bytes), { ...ids(1), digest })?.record.name)).toEqual([
    'first',
    'second',
  ]);
  expect(readSpan(received(bytes), { ...ids(1), digest: 1n })).toBeUndefined();
});

const row: Span = {
  span_id: ids(1).spanId as Span['span_id'],
  parent_span_id: null,
  name: 'one',
  kind: 'internal',
  type: 'generation',
  status: 'unset',
  start: '2025-10-09T08:53:20.000000Z' as Span['start'],
  start_ns: '1760000000000000000',
  duration_ns: 1,
  service: null,
  model: null,
  provider: null,
  tool: null,
  agent: null,
  tokens: null,
  cost_usd: null,
  oddities: ['no_start'],
};

const placeIn = (bytes: Buffer): SpanPlace => ({
  row,
  digest: storedFrom(bytes)[0]?.digest ?? 0n,
  position: { segment: 1, at: 0 },
  receivedAt: 1_760_000_000_123_456n,
  differingResends: 2,
});

const SAID = '[{"role":"user","content":"Hi"}]';
const HI = [{ role: 'user', parts: [{ kind: 'text', text: 'Hi' }] }];
const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;

test.each([
  ['deeper', `[{"role":"assistant","parts":[{"type":"tool_call","name":"f","arguments":${deep}}]}]`],
  ['more', `[{"role":"assistant","content":[${'[],'.repeat(MOST_PARTS)}[]]}]`],
])('what is %s than anybody can hand on is left to the attributes, and the rest is shown', (_, output) => {
  const attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.input.messages': SAID,
    'gen_ai.output.messages': output,
  };
  const bytes = sent([{ attributes }]);
  const detail = readDetail(received(bytes), TRACE as TraceId, placeIn(bytes));
  expect(detail).toMatchObject({ input: HI, output: [], oddities: ['no_start', 'too_much_said'] });
  expect(detail?.attributes).toEqual(attributes);
  expect(structuredClone(detail)).toEqual(detail);
});

test('a span is shown as the protocol says', () => {
  const bytes = sent([
    {
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.input.messages':
          '[{"role":"user","content":"Hi"},{"role":"tool","tool_call_id":"c","content":null},{"role":"user","parts":[{"type":"blob"}]}]',
        'gen_ai.output.messages': '[{"role":"assistant","parts":[{"type":"tool_call","name":"f"}]}]',
        'langfuse.trace.metadata.__proto__': 'x',
        nul: 'a\0b',
      },
      events: [{ name: 'e', attributes: { a: 1 } }],
    },
  ]);
  const place = placeIn(bytes);
  const detail = readDetail(received(bytes), TRACE as TraceId, place);
  expect(SpanDetail.parse(detail)).toMatchObject({
    trace_id: TRACE,
    oddities: ['no_start', 'nul'],
    events: [{ name: 'e', attributes: { a: 1 }, dropped_attributes: 0 }],
    resource: { attributes: { 'service.name': 'orders' } },
    tool_calls: [{ id: null, name: 'f', arguments: null }],
    received_at: '2025-10-09T08:53:20.123456Z',
    differing_resends: 2,
  });
  expect(readDetail(received(bytes), TRACE as TraceId, { ...place, digest: 0n })).toBeUndefined();
});
