import { joined, TOOL, type ModelClient } from './model-client.ts';

const LIMIT = 100;

interface AnthropicBlock {
  readonly type: string;
  readonly text?: string;
  readonly id: string;
  readonly name: string;
  readonly input?: unknown;
}

interface AnthropicMessage {
  readonly content: readonly AnthropicBlock[];
  readonly stop_reason: string;
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number };
}

interface AnthropicEvent {
  readonly type: string;
  readonly index?: number;
  readonly message?: AnthropicMessage;
  readonly content_block?: AnthropicBlock;
  readonly delta?: { readonly text?: string; readonly partial_json?: string; readonly stop_reason?: string };
  readonly usage?: { readonly output_tokens: number };
}

export const anthropic: ModelClient = {
  path: () => '/v1/messages',
  headers: { 'x-api-key': 'key', 'anthropic-version': '2023-06-01' },
  body: (stream) => ({
    model: 'm',
    stream,
    max_tokens: LIMIT,
    messages: [{ role: 'user', content: 'hello' }],
    tools: [{ name: 'weather', input_schema: TOOL }],
  }),
  bodyWithResult: {
    model: 'm',
    max_tokens: LIMIT,
    messages: [
      { role: 'user', content: 'hello' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'weather', input: {} }] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'a', content: 'sunny' },
          { type: 'text', text: 'hello' },
        ],
      },
    ],
  },
  whole(body) {
    const { content, stop_reason: end, usage } = body as AnthropicMessage;
    return {
      text: joined(content.map(({ text }) => text)),
      calls: content
        .filter(({ type }) => type === 'tool_use')
        .map(({ id, name, input }) => ({ id, name, arguments: input })),
      end,
      usage: [usage.input_tokens, usage.output_tokens],
    };
  },
  streamed(told) {
    const events = told as readonly AnthropicEvent[];
    const of = (type: string) => events.filter((event) => event.type === type);
    const pieces = (at?: number) => of('content_block_delta').filter(({ index }) => index === at);
    const [change] = of('message_delta');
    if (of('content_block_start').length !== of('content_block_stop').length) throw new Error('a block stays open');
    return {
      text: joined(of('content_block_delta').map(({ delta }) => delta?.text)),
      calls: of('content_block_start')
        .filter(({ content_block: block }) => block?.type === 'tool_use')
        .map(({ index, content_block: block }) => ({
          id: block?.id ?? '',
          name: block?.name ?? '',
          arguments: JSON.parse(joined(pieces(index).map(({ delta }) => delta?.partial_json))) as unknown,
        })),
      end: change?.delta?.stop_reason ?? '',
      usage: [of('message_start')[0]?.message?.usage.input_tokens ?? 0, change?.usage?.output_tokens ?? 0],
    };
  },
  ends: ['end_turn', 'tool_use', 'max_tokens'],
};
