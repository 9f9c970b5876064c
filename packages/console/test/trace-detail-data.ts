import type { Span, SpanDetail } from '@holdfast/protocol/traces/span';
import type { Trace } from '@holdfast/protocol/traces/trace';
import { LARGE } from './traces-data.ts';

const SYSTEM = 'You watch the network of Acme. Act only through tools. Ask a person before you cut anything off.';

const messagesOf = (says: (text: string) => string): Pick<SpanDetail, 'input' | 'output' | 'tool_calls'> => {
  const call = { id: 'call_1', name: says('lookup_flows'), arguments: { host: says('web-14.eu-1'), since_min: 30 } };
  return {
    input: [
      { role: 'system', parts: [{ kind: 'text', text: says(SYSTEM) }] },
      {
        role: 'user',
        parts: [{ kind: 'text', text: says('Is web-14 talking to a known bad address?\n\nIt was slow this morning.') }],
      },
      { role: 'assistant', parts: [{ kind: 'tool_call', call }] },
      {
        role: 'tool',
        parts: [
          {
            kind: 'tool_result',
            id: 'call_1',
            result: { flows: [{ to: says('203.0.113.9'), bytes: 48_213, known_bad: true }], truncated: false },
          },
        ],
      },
    ],
    output: [
      {
        role: says('assistant'),
        parts: [
          { kind: 'reasoning', text: says('The address is on the list. Containing needs a decision.') },
          { kind: 'text', text: says('web-14 sent 48 kB to 203.0.113.9, which is on the list of bad addresses.') },
          { kind: 'other', value: { type: says('image'), mime: 'image/png' } },
        ],
      },
    ],
    tool_calls: [call],
  };
};

const ownCallOf = (span: Span, says: (text: string) => string): SpanDetail['tool_calls'] =>
  span.type === 'tool' ? [{ id: null, name: span.tool ?? span.name, arguments: { host: says('web-14.eu-1') } }] : [];

/** A span with everything that can be sent; `says` may put another text in the place of each. */
export const detailOf = (
  { trace_id: traceId, session, user, tags }: Trace,
  span: Span,
  says = (text: string): string => text,
): SpanDetail => ({
  ...span,
  trace_id: traceId,
  status_message: span.status === 'error' ? says('connect ECONNREFUSED 10.0.0.7:587') : '',
  trace_state: '',
  flags: 1,
  attributes: {
    [says('gen_ai.request.model')]: span.model ?? says('none'),
    'gen_ai.request.temperature': 0.2,
    'server.address': says('api.openai.example'),
    'http.response.status_code': 200,
    [says('retry.delays_ms')]: [100, 200, 400],
    'row.id': '9007199254740993',
  },
  events: [
    {
      name: span.status === 'error' ? says('exception') : says('first token'),
      time_ns: String(BigInt(span.start_ns) + 420_000_000n),
      attributes: { 'exception.message': says('connect ECONNREFUSED 10.0.0.7:587') },
      dropped_attributes: 0,
    },
  ],
  links: [
    {
      trace_id: LARGE,
      span_id: '0000000000000005',
      trace_state: '',
      attributes: { [says('row')]: says('1,204') },
      dropped_attributes: 0,
    },
  ],
  resource: {
    attributes: { 'service.name': span.service ?? says('unknown'), 'host.name': says('node-1') },
    schema_url: '',
  },
  scope: { name: says('@opentelemetry/instrumentation-openai'), version: '0.3.0', attributes: {} },
  dropped: { attributes: 2, events: 0, links: 0 },
  ...(span.type === 'generation' ? messagesOf(says) : { input: [], output: [], tool_calls: ownCallOf(span, says) }),
  tool_result: span.type === 'tool' ? { flows: [{ to: says('203.0.113.9'), known_bad: true }] } : null,
  finish_reasons: span.type === 'generation' ? [says('stop')] : [],
  first_token_ms: span.type === 'generation' ? 420 : null,
  session,
  user,
  tags,
  metadata: { [says('deployment')]: says('blue') },
  received_at: span.start,
  differing_resends: span.name.startsWith('tool contain') ? 2 : 0,
});
