import { expect, test } from 'vitest';
import { NO_TOKENS, recognised, text } from './testing/recognised.ts';

test('Langfuse, whose tokens are disjoint already', () => {
  expect(
    recognised({
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
    recognised({
      'langfuse.observation.type': 'generation',
      'langfuse.observation.usage_details': JSON.stringify(details),
    })?.usage,
  ).toEqual({
    ...NO_TOKENS,
    input: 36,
    cacheRead: 64,
    output: 20,
    reasoning: 10,
  });
});
