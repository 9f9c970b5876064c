/** The least that a client of each shape does, by the published forms, so that simulators are held against these and not against themselves. */
export interface Heard {
  readonly text: string;
  readonly calls: readonly { readonly id: string; readonly name: string; readonly arguments: unknown }[];
  readonly end: string;
  readonly usage: readonly [input: number, output: number];
}

export interface ModelClient {
  readonly path: (streamed: boolean) => string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: (streamed: boolean) => object;
  /** The same conversation, with what a tool answered. */
  readonly bodyWithResult: object;
  readonly whole: (body: any) => Heard;
  readonly streamed: (events: readonly any[]) => Heard;
  /** The words with which a stream or an answer ends: after talk, after calls, at the limit. */
  readonly ends: readonly [string, string, string];
}

const TOOL = { type: 'object', properties: { city: { type: 'string' } } };
const LIMIT = 100;

const joined = (parts: readonly (string | undefined)[]): string => parts.map((part) => part ?? '').join('');

const openAiCalls = (deltas: readonly any[]) =>
  [...Map.groupBy(deltas, ({ index }) => index).values()].map((parts) => ({
    id: parts[0].id,
    name: parts[0].function.name,
    arguments: JSON.parse(joined(parts.map((part: any) => part.function.arguments))),
  }));

const openAiChat: ModelClient = {
  path: () => '/v1/chat/completions',
  headers: { authorization: 'Bearer key' },
  body: (stream) => ({
    model: 'm',
    stream,
    ...(stream ? { stream_options: { include_usage: true } } : {}),
    messages: [{ role: 'user', content: 'hello' }],
    tools: [{ type: 'function', function: { name: 'weather', parameters: TOOL } }],
  }),
  bodyWithResult: {
    model: 'm',
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'hello' }] },
      {
        role: 'assistant',
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'weather', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'a', content: 'sunny' },
    ],
  },
  whole: ({ choices: [{ message, finish_reason: end }], usage }) => ({
    text: message.content ?? '',
    calls: (message.tool_calls ?? []).map((call: any) => ({
      id: call.id,
      name: call.function.name,
      arguments: JSON.parse(call.function.arguments),
    })),
    end,
    usage: [usage.prompt_tokens, usage.completion_tokens],
  }),
  streamed(events) {
    const choices = events.flatMap((event) => event.choices ?? []);
    const usage = events.at(-1).usage;
    return {
      text: joined(choices.map(({ delta }) => delta.content)),
      calls: openAiCalls(choices.flatMap(({ delta }) => delta.tool_calls ?? [])),
      end: choices.at(-1).finish_reason,
      usage: [usage.prompt_tokens, usage.completion_tokens],
    };
  },
  ends: ['stop', 'tool_calls', 'length'],
};

const responsesWhole = ({ output, status, usage }: any): Heard => ({
  text: joined(output.filter((item: any) => item.type === 'message').map((item: any) => item.content[0].text)),
  calls: output
    .filter((item: any) => item.type === 'function_call')
    .map((item: any) => ({ id: item.call_id, name: item.name, arguments: JSON.parse(item.arguments) })),
  end: status,
  usage: [usage.input_tokens, usage.output_tokens],
});

const openAiResponses: ModelClient = {
  path: () => '/v1/responses',
  headers: { authorization: 'Bearer key' },
  body: (stream) => ({
    model: 'm',
    stream,
    input: 'hello',
    tools: [{ type: 'function', name: 'weather', parameters: TOOL }],
  }),
  bodyWithResult: {
    model: 'm',
    input: [
      { role: 'user', content: [{ type: 'input_text', text: 'hello' }] },
      { type: 'function_call', call_id: 'a', name: 'weather', arguments: '{}' },
      { type: 'function_call_output', call_id: 'a', output: 'sunny' },
    ],
  },
  whole: responsesWhole,
  streamed(events) {
    if (events.some(({ sequence_number: number }, index) => number !== index)) throw new Error('numbers are missing');
    const deltas = (type: string) => joined(events.filter((event) => event.type === type).map(({ delta }) => delta));
    const told = responsesWhole(events.at(-1).response);
    const given = deltas('response.function_call_arguments.delta');
    if (given !== joined(told.calls.map((call) => JSON.stringify(call.arguments))))
      throw new Error('pieces are missing');
    return { ...told, text: deltas('response.output_text.delta') };
  },
  ends: ['completed', 'completed', 'incomplete'],
};

const anthropic: ModelClient = {
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
  whole: ({ content, stop_reason: end, usage }) => ({
    text: joined(content.filter(({ type }: any) => type === 'text').map(({ text }: any) => text)),
    calls: content
      .filter(({ type }: any) => type === 'tool_use')
      .map(({ id, name, input }: any) => ({ id, name, arguments: input })),
    end,
    usage: [usage.input_tokens, usage.output_tokens],
  }),
  streamed(events) {
    const of = (type: string) => events.filter((event) => event.type === type);
    const pieces = (at: number) => of('content_block_delta').filter(({ index }) => index === at);
    const calls = of('content_block_start').filter(({ content_block: block }) => block.type === 'tool_use');
    const [change] = of('message_delta');
    if (of('content_block_start').length !== of('content_block_stop').length) throw new Error('a block stays open');
    return {
      text: joined(of('content_block_delta').map(({ delta }) => delta.text)),
      calls: calls.map(({ index, content_block: { id, name } }) => ({
        id,
        name,
        arguments: JSON.parse(joined(pieces(index).map(({ delta }) => delta.partial_json))),
      })),
      end: change.delta.stop_reason,
      usage: [of('message_start')[0].message.usage.input_tokens, change.usage.output_tokens],
    };
  },
  ends: ['end_turn', 'tool_use', 'max_tokens'],
};

const geminiHeard = (responses: readonly any[]): Heard => {
  const parts = responses.flatMap(({ candidates }) => candidates[0].content.parts);
  const { candidates, usageMetadata: usage } = responses.at(-1);
  return {
    text: joined(parts.map(({ text }) => text)),
    calls: parts
      .filter(({ functionCall }) => functionCall !== undefined)
      .map(({ functionCall: { id, name, args } }) => ({ id, name, arguments: args })),
    end: candidates[0].finishReason,
    usage: [usage.promptTokenCount, usage.candidatesTokenCount],
  };
};

const gemini: ModelClient = {
  path: (stream) => `/v1beta/models/m:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
  headers: { 'x-goog-api-key': 'key' },
  body: () => ({
    contents: [{ role: 'user', parts: [{ text: 'hello' }] }],
    tools: [{ functionDeclarations: [{ name: 'weather', parameters: TOOL }] }],
  }),
  bodyWithResult: {
    contents: [
      { role: 'user', parts: [{ text: 'hello' }] },
      { role: 'model', parts: [{ functionCall: { name: 'weather', args: {} } }] },
      { role: 'user', parts: [{ text: 'hello' }, { functionResponse: { name: 'weather', response: 'sunny' } }] },
    ],
  },
  whole: (body) => geminiHeard([body]),
  streamed: geminiHeard,
  ends: ['STOP', 'STOP', 'MAX_TOKENS'],
};

export const MODEL_CLIENTS: readonly (readonly [string, ModelClient])[] = [
  ['openai-chat', openAiChat],
  ['openai-responses', openAiResponses],
  ['anthropic', anthropic],
  ['gemini', gemini],
];

/** The JSON behind each `data:`, but for a farewell that is none. */
export const readEvents = (body: string): unknown[] =>
  body
    .split('\n\n')
    .map((block) => /^data: (.*)$/m.exec(block)?.[1])
    .filter((data) => data !== undefined && data !== '[DONE]')
    .map((data) => JSON.parse(data as string) as unknown);
