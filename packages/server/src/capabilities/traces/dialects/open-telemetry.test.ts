import { expect, test } from 'vitest';
import { NO_TOKENS, recognised, text, WEATHER } from './testing/recognised.ts';

test('OpenTelemetry as it is now', () => {
  expect(
    recognised({
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
    recognised(
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
    usage: { ...NO_TOKENS, input: 12, output: 5 },
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
    recognised(
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
    recognised({
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'get_weather',
      'gen_ai.tool.call.id': 'call_1',
      'gen_ai.tool.call.arguments': '{"city":"Basel"}',
      'gen_ai.tool.call.result': '{"c":21}',
    }),
  ).toMatchObject({ kind: 'tool', toolCalls: [WEATHER], toolResult: { c: 21 } });
});
