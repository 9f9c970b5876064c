import { expect, test } from 'vitest';
import { NO_TOKENS, recognised, text, WEATHER } from './testing/recognised.ts';

test('the AI SDK', () => {
  expect(
    recognised(
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
    usage: { ...NO_TOKENS, input: 36, cacheRead: 64, output: 20, reasoning: 10 },
    finishReasons: ['tool-calls'],
    firstTokenMs: 312.5,
  });
});

test('the outer span of the AI SDK is a chain, and its tools are tools', () => {
  expect(
    recognised({
      'ai.operationId': 'ai.generateText',
      'ai.prompt': '{"system":"Be terse.","prompt":"Weather?"}',
      'ai.usage.inputTokens': 5,
    }),
  ).toMatchObject({
    kind: 'chain',
    input: [text('system', 'Be terse.'), text('user', 'Weather?')],
  });
  expect(
    recognised({
      'ai.operationId': 'ai.toolCall',
      'ai.toolCall.name': 'get_weather',
      'ai.toolCall.id': 'call_1',
      'ai.toolCall.args': '{"city":"Basel"}',
      'ai.toolCall.result': '21',
    }),
  ).toMatchObject({ kind: 'tool', toolCalls: [WEATHER] });
});
