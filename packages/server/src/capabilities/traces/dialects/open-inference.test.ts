import { expect, test } from 'vitest';
import { NO_TOKENS, recognised, text, WEATHER } from './testing/recognised.ts';

test('OpenInference', () => {
  expect(
    recognised({
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
    usage: { ...NO_TOKENS, input: 36, cacheRead: 64, output: 30 },
    cost: { input: 0.001, output: 0.002, total: 0.003 },
    session: 's1',
    user: 'u1',
    tags: ['a', 'b'],
    metadata: { tier: 'gold' },
  });
});

test('a tool of OpenInference, and a chain with text around it', () => {
  expect(
    recognised({
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
    recognised({ 'openinference.span.kind': 'CHAIN', 'input.value': 'Hi', 'output.value': 'Hello', 'agent.name': 'a' }),
  ).toMatchObject({
    kind: 'chain',
    agent: 'a',
    input: [text('user', 'Hi')],
    output: [text('assistant', 'Hello')],
  });
});
