import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_TOKENS, recognised } from './testing/recognised.ts';

test('input that leaves cached tokens out stays whole', () => {
  const tokens = {
    'gen_ai.request.model': 'claude',
    'gen_ai.usage.input_tokens': 20,
    'gen_ai.usage.cache_read.input_tokens': 1_000,
  };
  expect(recognised(tokens)?.usage).toEqual({ ...NO_TOKENS, input: 20, cacheRead: 1_000, output: 0 });
});

test('a span of something else is nothing, unless it says whose it is', () => {
  expect(recognised({ 'http.request.method': 'GET', model: 'T' })).toBeUndefined();
  expect(recognised({ 'http.request.method': 'GET', 'session.id': 's1' })).toMatchObject({
    kind: 'span',
    session: 's1',
    model: undefined,
  });
});

test('who says best what a span is, counts', () => {
  const both = { 'gen_ai.operation.name': 'chat', 'openinference.span.kind': 'AGENT' };
  expect(recognised(both)?.kind).toBe('agent');
  expect(recognised({ ...both, 'langfuse.observation.type': 'tool' })?.kind).toBe('tool');
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
        const read = recognised(given, { events });
        for (const tokens of Object.values(read?.usage ?? {})) expect(tokens).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: 500 },
  );
});
