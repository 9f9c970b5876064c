import { expect, test } from 'vitest';
import fc from 'fast-check';
import { recognise } from './recognise.ts';
import { viewOf } from './span-view.ts';

const span = (attributes: object, more: { name?: string; events?: readonly object[] } = {}) =>
  recognise(
    viewOf({
      name: more.name ?? 'a span',
      start: 1_760_000_000_000_000_000n,
      attributesJson: JSON.stringify(attributes),
      eventsJson: JSON.stringify(more.events ?? []),
    }),
  );

const text = (role: string, said: string) => ({ role, parts: [{ kind: 'text', text: said }] });
const WEATHER = { id: 'call_1', name: 'get_weather', arguments: { city: 'Basel' } };
const NONE = { cacheRead: 0, cacheWrite: 0, reasoning: 0, audio: 0 };

test('OpenTelemetry as it is now', () => {
  expect(
    span({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'anthropic',
      'gen_ai.request.model': 'claude-sonnet-4-5',
      'gen_ai.response.model': 'claude-sonnet-4-5-20250929',
      'gen_ai.conversation.id': 'conv_5j66',
      'gen_ai.agent.name': 'Weather agent',
      'user.id': 'u1',
      'gen_ai.usage.input_tokens': 1_200,
      'gen_ai.usage.cache_read.input_tokens': 1_000,
      'gen_ai.usage.cache_creation.input_tokens': 100,
      'gen_ai.usage.output_tokens': 90,
      'gen_ai.usage.reasoning.output_tokens': 40,
      'gen_ai.response.finish_reasons': ['tool_calls'],
      'gen_ai.response.time_to_first_chunk': 0.25,
      'gen_ai.system_instructions': '[{"type":"text","content":"You are terse."}]',
      'gen_ai.input.messages':
        '[{"role":"user","parts":[{"type":"text","content":"Weather in Basel?"}]},{"role":"tool","parts":[{"type":"tool_call_response","id":"call_0","response":"{\\"c\\":21}"}]}]',
      'gen_ai.output.messages':
        '[{"role":"assistant","parts":[{"type":"reasoning","content":"I must ask."},{"type":"tool_call","id":"call_1","name":"get_weather","arguments":{"city":"Basel"}}],"finish_reason":"tool_call"}]',
    }),
  ).toMatchObject({
    kind: 'generation',
    model: 'claude-sonnet-4-5-20250929',
    provider: 'anthropic',
    session: 'conv_5j66',
    user: 'u1',
    agent: 'Weather agent',
    usage: { input: 100, cacheRead: 1_000, cacheWrite: 100, output: 50, reasoning: 40, audio: 0 },
    finishReasons: ['tool_calls'],
    firstTokenMs: 250,
    input: [
      text('system', 'You are terse.'),
      text('user', 'Weather in Basel?'),
      { role: 'tool', parts: [{ kind: 'tool_result', id: 'call_0', result: { c: 21 } }] },
    ],
    output: [
      {
        role: 'assistant',
        parts: [
          { kind: 'reasoning', text: 'I must ask.' },
          { kind: 'tool_call', call: WEATHER },
        ],
      },
    ],
    toolCalls: [WEATHER],
  });
});

test('OpenTelemetry before 1.37, with an event for each message', () => {
  expect(
    span(
      {
        'gen_ai.system': 'openai',
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'gpt-4o',
        'gen_ai.usage.prompt_tokens': 12,
        'gen_ai.usage.completion_tokens': 5,
      },
      {
        events: [
          { name: 'gen_ai.system.message', attributes: { content: 'You are terse.' } },
          { name: 'gen_ai.user.message', attributes: { 'gen_ai.system': 'openai', content: 'Weather?' } },
          { name: 'gen_ai.tool.message', attributes: { id: 'call_0', content: '21' } },
          {
            name: 'gen_ai.choice',
            attributes: {
              index: 0,
              finish_reason: 'tool_calls',
              message:
                '{"content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\\"city\\":\\"Basel\\"}"}}]}',
            },
          },
        ],
      },
    ),
  ).toMatchObject({
    kind: 'generation',
    model: 'gpt-4o',
    provider: 'openai',
    usage: { ...NONE, input: 12, output: 5 },
    input: [
      text('system', 'You are terse.'),
      text('user', 'Weather?'),
      { role: 'tool', parts: [{ kind: 'tool_result', id: 'call_0' }] },
    ],
    output: [{ role: 'assistant', parts: [{ kind: 'tool_call', call: WEATHER }] }],
    toolCalls: [WEATHER],
    finishReasons: ['tool_calls'],
  });
});

test('OpenTelemetry before 1.28, with prompt and completion in events', () => {
  expect(
    span(
      { 'gen_ai.system': 'openai', 'gen_ai.request.model': 'gpt-4' },
      {
        events: [
          { name: 'gen_ai.content.prompt', attributes: { 'gen_ai.prompt': '[{"role":"user","content":"Hi"}]' } },
          {
            name: 'gen_ai.content.completion',
            attributes: { 'gen_ai.completion': '[{"role":"assistant","content":"Hello"}]' },
          },
        ],
      },
    ),
  ).toMatchObject({ kind: 'generation', input: [text('user', 'Hi')], output: [text('assistant', 'Hello')] });
});

test('a tool of OpenTelemetry', () => {
  expect(
    span({
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'get_weather',
      'gen_ai.tool.call.id': 'call_1',
      'gen_ai.tool.call.arguments': '{"city":"Basel"}',
      'gen_ai.tool.call.result': '{"c":21}',
    }),
  ).toMatchObject({ kind: 'tool', toolCalls: [WEATHER], toolResult: { c: 21 } });
});

test('OpenInference', () => {
  expect(
    span({
      'openinference.span.kind': 'LLM',
      'llm.model_name': 'gpt-4o-mini',
      'llm.provider': 'openai',
      'llm.system': 'openai',
      'llm.input_messages.0.message.role': 'system',
      'llm.input_messages.0.message.content': 'You are terse.',
      'llm.input_messages.10.message.role': 'tool',
      'llm.input_messages.10.message.content': '{"c":21}',
      'llm.input_messages.10.message.tool_call_id': 'call_0',
      'llm.input_messages.2.message.role': 'user',
      'llm.input_messages.2.message.contents.0.message_content.type': 'text',
      'llm.input_messages.2.message.contents.0.message_content.text': 'Weather?',
      'llm.output_messages.0.message.role': 'assistant',
      'llm.output_messages.0.message.tool_calls.0.tool_call.id': 'call_1',
      'llm.output_messages.0.message.tool_calls.0.tool_call.function.name': 'get_weather',
      'llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments': '{"city":"Basel"}',
      'input.value': '{"messages":[]}',
      'llm.token_count.prompt': 100,
      'llm.token_count.prompt_details.cache_read': 64,
      'llm.token_count.completion': 30,
      'llm.token_count.total': 130,
      'llm.cost.prompt': 0.001,
      'llm.cost.completion': 0.002,
      'llm.cost.total': 0.003,
      'session.id': 's1',
      'user.id': 'u1',
      'tag.tags': ['a', 'b'],
      metadata: '{"tier":"gold"}',
    }),
  ).toMatchObject({
    kind: 'generation',
    model: 'gpt-4o-mini',
    provider: 'openai',
    input: [
      text('system', 'You are terse.'),
      text('user', 'Weather?'),
      { role: 'tool', parts: [{ kind: 'tool_result', id: 'call_0', result: { c: 21 } }] },
    ],
    toolCalls: [WEATHER],
    usage: { ...NONE, input: 36, cacheRead: 64, output: 30 },
    cost: { input: 0.001, output: 0.002, total: 0.003 },
    session: 's1',
    user: 'u1',
    tags: ['a', 'b'],
    metadata: { tier: 'gold' },
  });
});

test('a tool of OpenInference, and a chain with text around it', () => {
  expect(
    span({
      'openinference.span.kind': 'TOOL',
      'tool.name': 'get_weather',
      'tool.parameters': '{"city":"Basel"}',
      'output.value': '21',
    }),
  ).toMatchObject({
    kind: 'tool',
    toolCalls: [{ name: 'get_weather', arguments: { city: 'Basel' } }],
    toolResult: '21',
  });
  expect(
    span({ 'openinference.span.kind': 'CHAIN', 'input.value': 'Hi', 'output.value': 'Hello', 'agent.name': 'a' }),
  ).toMatchObject({
    kind: 'chain',
    agent: 'a',
    input: [text('user', 'Hi')],
    output: [text('assistant', 'Hello')],
  });
});

test('OpenLLMetry', () => {
  expect(
    span({
      'llm.request.type': 'chat',
      'gen_ai.system': 'OpenAI',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.response.model': 'gpt-4o-2024-08-06',
      'gen_ai.prompt.0.role': 'system',
      'gen_ai.prompt.0.content': 'You are terse.',
      'gen_ai.prompt.1.role': 'user',
      'gen_ai.prompt.1.content': '[{"type":"text","text":"Weather?"}]',
      'gen_ai.completion.0.role': 'assistant',
      'gen_ai.completion.0.finish_reason': 'tool_calls',
      'gen_ai.completion.0.tool_calls.0.id': 'call_1',
      'gen_ai.completion.0.tool_calls.0.name': 'get_weather',
      'gen_ai.completion.0.tool_calls.0.arguments': '{"city":"Basel"}',
      'gen_ai.usage.prompt_tokens': 80,
      'gen_ai.usage.completion_tokens': 20,
      'gen_ai.usage.cache_read_input_tokens': 0,
      'llm.usage.total_tokens': 100,
      'traceloop.workflow.name': 'ask',
      'traceloop.association.properties.session_id': 's1',
      'traceloop.association.properties.user_id': 'u1',
      'traceloop.association.properties.tier': 'gold',
    }),
  ).toMatchObject({
    kind: 'generation',
    model: 'gpt-4o-2024-08-06',
    provider: 'OpenAI',
    input: [text('system', 'You are terse.'), text('user', 'Weather?')],
    toolCalls: [WEATHER],
    usage: { ...NONE, input: 80, output: 20 },
    session: 's1',
    user: 'u1',
    agent: 'ask',
    finishReasons: ['tool_calls'],
    metadata: { tier: 'gold' },
  });
});

test('a tool of OpenLLMetry', () => {
  expect(
    span({
      'traceloop.span.kind': 'tool',
      'traceloop.entity.name': 'get_weather',
      'traceloop.entity.input': '{"inputs":{"city":"Basel"}}',
      'traceloop.entity.output': '{"c":21}',
    }),
  ).toMatchObject({
    kind: 'tool',
    toolCalls: [{ name: 'get_weather', arguments: { city: 'Basel' } }],
    toolResult: { c: 21 },
  });
});

test('Langfuse, whose tokens are disjoint already', () => {
  expect(
    span({
      'langfuse.observation.type': 'generation',
      'langfuse.observation.model.name': 'gpt-4o',
      'langfuse.observation.input': '[{"role":"user","content":"Weather?"}]',
      'langfuse.observation.output': '{"role":"assistant","content":"21"}',
      'langfuse.observation.usage_details':
        '{"input":36,"input_cached_tokens":64,"output":20,"output_reasoning_tokens":10,"total":130}',
      'langfuse.observation.cost_details': '{"input":0.001,"output":0.002}',
      'langfuse.observation.completion_start_time': '"2025-10-09T08:53:20.250Z"',
      'session.id': 's1',
      'user.id': 'u1',
      'langfuse.trace.tags': ['a'],
      'langfuse.trace.metadata.tier': 'gold',
    }),
  ).toMatchObject({
    kind: 'generation',
    model: 'gpt-4o',
    input: [text('user', 'Weather?')],
    output: [text('assistant', '21')],
    usage: { input: 36, cacheRead: 64, cacheWrite: 0, output: 20, reasoning: 10, audio: 0 },
    cost: { input: 0.001, output: 0.002, total: 0.003 },
    firstTokenMs: 250,
    session: 's1',
    user: 'u1',
    tags: ['a'],
    metadata: { tier: 'gold' },
  });
});

test('usage that Langfuse passes on as OpenAI wrote it is not disjoint', () => {
  const details = {
    prompt_tokens: 100,
    completion_tokens: 30,
    prompt_tokens_details: { cached_tokens: 64 },
    completion_tokens_details: { reasoning_tokens: 10 },
  };
  expect(
    span({ 'langfuse.observation.type': 'generation', 'langfuse.observation.usage_details': JSON.stringify(details) })
      ?.usage,
  ).toEqual({
    ...NONE,
    input: 36,
    cacheRead: 64,
    output: 20,
    reasoning: 10,
  });
});

test('the AI SDK', () => {
  expect(
    span(
      {
        'operation.name': 'ai.streamText.doStream',
        'ai.operationId': 'ai.streamText.doStream',
        'ai.model.id': 'gpt-4o',
        'ai.model.provider': 'openai.responses',
        'ai.telemetry.functionId': 'support',
        'ai.telemetry.metadata.sessionId': 's1',
        'ai.telemetry.metadata.userId': 'u1',
        'ai.prompt.messages':
          '[{"role":"system","content":"You are terse."},{"role":"user","content":[{"type":"text","text":"Weather?"}]}]',
        'ai.response.text': 'One moment.',
        'ai.response.toolCalls':
          '[{"toolCallType":"function","toolCallId":"call_1","toolName":"get_weather","args":"{\\"city\\":\\"Basel\\"}"}]',
        'ai.response.finishReason': 'tool-calls',
        'ai.response.msToFirstChunk': 312.5,
        'ai.response.model': 'gpt-4o-2024-08-06',
        'ai.usage.inputTokens': 100,
        'ai.usage.cachedInputTokens': 64,
        'ai.usage.outputTokens': 30,
        'ai.usage.reasoningTokens': 10,
        'gen_ai.system': 'openai.responses',
        'gen_ai.request.model': 'gpt-4o',
        'gen_ai.usage.input_tokens': 100,
        'gen_ai.usage.output_tokens': 30,
      },
      { name: 'ai.streamText.doStream' },
    ),
  ).toMatchObject({
    kind: 'generation',
    model: 'gpt-4o-2024-08-06',
    provider: 'openai.responses',
    agent: 'support',
    session: 's1',
    user: 'u1',
    input: [text('system', 'You are terse.'), text('user', 'Weather?')],
    output: [
      {
        role: 'assistant',
        parts: [
          { kind: 'text', text: 'One moment.' },
          { kind: 'tool_call', call: WEATHER },
        ],
      },
    ],
    toolCalls: [WEATHER],
    usage: { ...NONE, input: 36, cacheRead: 64, output: 20, reasoning: 10 },
    finishReasons: ['tool-calls'],
    firstTokenMs: 312.5,
  });
});

test('the outer span of the AI SDK is a chain, and its tools are tools', () => {
  expect(
    span({
      'ai.operationId': 'ai.generateText',
      'ai.prompt': '{"system":"Be terse.","prompt":"Weather?"}',
      'ai.usage.inputTokens': 5,
    }),
  ).toMatchObject({
    kind: 'chain',
    input: [text('system', 'Be terse.'), text('user', 'Weather?')],
  });
  expect(
    span({
      'ai.operationId': 'ai.toolCall',
      'ai.toolCall.name': 'get_weather',
      'ai.toolCall.id': 'call_1',
      'ai.toolCall.args': '{"city":"Basel"}',
      'ai.toolCall.result': '21',
    }),
  ).toMatchObject({ kind: 'tool', toolCalls: [WEATHER] });
});

test('input that leaves cached tokens out stays whole', () => {
  const tokens = {
    'gen_ai.request.model': 'claude',
    'gen_ai.usage.input_tokens': 20,
    'gen_ai.usage.cache_read.input_tokens': 1_000,
  };
  expect(span(tokens)?.usage).toEqual({ ...NONE, input: 20, cacheRead: 1_000, output: 0 });
});

test('a span of something else is nothing, unless it says whose it is', () => {
  expect(span({ 'http.request.method': 'GET', model: 'T' })).toBeUndefined();
  expect(span({ 'http.request.method': 'GET', 'session.id': 's1' })).toMatchObject({
    kind: 'span',
    session: 's1',
    model: undefined,
  });
});

test('who says best what a span is, counts', () => {
  const both = { 'gen_ai.operation.name': 'chat', 'openinference.span.kind': 'AGENT' };
  expect(span(both)?.kind).toBe('agent');
  expect(span({ ...both, 'langfuse.observation.type': 'tool' })?.kind).toBe('tool');
});

const NAMES = [
  'gen_ai.operation.name',
  'gen_ai.input.messages',
  'gen_ai.output.messages',
  'gen_ai.usage.input_tokens',
  'gen_ai.tool.name',
  'gen_ai.response.finish_reasons',
  'llm.input_messages.0.message.role',
  'llm.output_messages.0.message.tool_calls.0.tool_call.id',
  'openinference.span.kind',
  'metadata',
  'tag.tags',
  'gen_ai.prompt.0.content',
  'gen_ai.prompt.999999999999.content',
  'gen_ai.completion.0.tool_calls.0.name',
  'traceloop.entity.input',
  'langfuse.observation.usage_details',
  'langfuse.observation.input',
  'langfuse.observation.cost_details',
  'langfuse.observation.completion_start_time',
  'langfuse.trace.metadata.__proto__',
  'ai.prompt',
  'ai.response.toolCalls',
  'ai.operationId',
  'session.id',
];

test('whatever stands in the attributes, nothing is thrown and no number is odd', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.json(),
    fc.constantFrom('constructor', '__proto__', 'toString', '[', '{"role":', -1, '-5', 1e308),
  );
  const attributes = fc.dictionary(fc.constantFrom(...NAMES), value);
  fc.assert(
    fc.property(
      attributes,
      fc.array(
        fc.record({ name: fc.constantFrom('gen_ai.choice', 'gen_ai.tool.message', 'constructor'), attributes }),
        { maxLength: 2 },
      ),
      (given, events) => {
        const read = span(given, { events });
        for (const tokens of Object.values(read?.usage ?? {})) expect(tokens).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: 500 },
  );
});
