import { contentOf, fieldsOf, listOf, stringOf } from './reading.ts';
import { argumentsOf, says, type Frame, type ModelAnswer, type NumberedCall, type Shape } from './shape.ts';
import { countTokens, piecesOf } from './tokens.ts';

const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

const stopReasonOf = ({ truncated, toolCalls }: ModelAnswer): string => {
  if (truncated) return 'max_tokens';
  return toolCalls.length > 0 ? 'tool_use' : 'end_turn';
};

const useOf = ({ id, name }: NumberedCall, input: object) => ({ type: 'tool_use', id: `toolu_${id}`, name, input });

const messageOf = (answer: ModelAnswer, over: boolean) => {
  const { text, talks } = says(answer);
  const content = [...(talks ? [{ type: 'text', text }] : []), ...answer.toolCalls.map((c) => useOf(c, c.arguments))];
  return {
    id: `msg_${answer.id}`,
    type: 'message',
    role: 'assistant',
    model: answer.model,
    content: over ? content : [],
    stop_reason: over ? stopReasonOf(answer) : null,
    stop_sequence: null,
    usage: { input_tokens: answer.usage.input, output_tokens: over ? answer.usage.output : 1 },
  };
};

const event = (type: string, fields: object = {}, tokens = 0): Frame => ({
  event: type,
  data: { type, ...fields },
  tokens,
});

const block = (index: number, start: object, deltas: readonly (readonly [object, number])[]): readonly Frame[] => [
  event('content_block_start', { index, content_block: start }),
  ...deltas.map(([delta, tokens]) => event('content_block_delta', { index, delta }, tokens)),
  event('content_block_stop', { index }),
];

const blocks = (answer: ModelAnswer): readonly Frame[] => {
  const { talks } = says(answer);
  const text = answer.tokens.map((token) => [{ type: 'text_delta', text: token }, 1] as const);
  const first = talks ? block(0, { type: 'text', text: '' }, text) : [];
  const calls = answer.toolCalls.flatMap((call, index) => {
    const pieces = piecesOf(argumentsOf(call));
    const deltas = pieces.map(
      (piece) => [{ type: 'input_json_delta', partial_json: piece }, countTokens(piece)] as const,
    );
    return block(index + (talks ? 1 : 0), useOf(call, {}), deltas);
  });
  return [...first, ...calls];
};

const saidIn = (content: unknown): string =>
  typeof content === 'string' ? content : contentOf(listOf(content).filter(({ type }) => type === 'text'));

/** https://docs.anthropic.com/en/api/messages */
export const anthropic: Shape = {
  name: 'anthropic',
  suits: ({ method, path }) => method === 'POST' && path === '/v1/messages',
  keyOf: ({ headers }) => headers['x-api-key'] as string | undefined,
  flawOf({ headers, json }) {
    const { model, max_tokens: most, messages } = fieldsOf(json);
    if (headers['anthropic-version'] === undefined) return 'anthropic-version: header is required';
    if (typeof model !== 'string') return 'model: Field required';
    if (typeof most !== 'number') return 'max_tokens: Field required';
    return listOf(messages).length === 0 ? 'messages: Field required' : undefined;
  },
  read({ json }) {
    const { model, stream, messages, tools } = fieldsOf(json);
    const all = listOf(messages);
    const parts = all.flatMap(({ content }) => listOf(content));
    return {
      shape: 'anthropic',
      model: stringOf(model),
      streamed: stream === true,
      said: saidIn(all.findLast(({ role }) => role === 'user')?.['content']),
      messages: all.length,
      tools: listOf(tools).map(({ name }) => stringOf(name)),
      toolResults: parts.filter(({ type }) => type === 'tool_result').map(({ content }) => contentOf(content)),
    };
  },
  whole: (answer) => messageOf(answer, true),
  frames: (answer) => [
    event('message_start', { message: messageOf(answer, false) }),
    event('ping'),
    ...blocks(answer),
    event('message_delta', {
      delta: { stop_reason: stopReasonOf(answer), stop_sequence: null },
      usage: { output_tokens: answer.usage.output },
    }),
    event('message_stop'),
  ],
  failure: (status, message) => ({
    type: 'error',
    error: { type: ERROR_TYPES[status] ?? 'api_error', message },
    request_id: 'req_simulated',
  }),
  lateFailure: (message) => event('error', { error: { type: 'overloaded_error', message } }),
  afterOf: ({ query }) => query.get('after_id') ?? undefined,
  models: (names, hasMore) => ({
    data: names.map((id) => ({ type: 'model', id, display_name: id, created_at: '2026-01-01T00:00:00Z' })),
    has_more: hasMore,
    first_id: names[0] ?? null,
    last_id: names.at(-1) ?? null,
  }),
};
