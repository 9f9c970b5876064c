import { expect, test } from 'vitest';
import { NO_TOKENS, recognised, text, WEATHER } from './testing/recognised.ts';

test('OpenLLMetry', () => {
  expect(
    recognised({
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
    usage: { ...NO_TOKENS, input: 80, output: 20 },
    session: 's1',
    user: 'u1',
    agent: 'ask',
    finishReasons: ['tool_calls'],
    metadata: { tier: 'gold' },
  });
});

test('a tool of OpenLLMetry', () => {
  expect(
    recognised({
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
