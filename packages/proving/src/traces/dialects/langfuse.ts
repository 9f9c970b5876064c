import { ANSWER, ARGUMENTS_JSON, MESSAGES, QUESTION, RESULT_JSON, TOOL, type Example } from './example.ts';

const OWNER = { 'session.id': 's-42', 'user.id': 'u-7' };

/** Written as the SDKs of Langfuse from version 3 on do. */
export const langfuse: Example = {
  dialect: 'langfuse',
  root: {
    name: 'weather',
    attributes: {
      ...OWNER,
      'langfuse.observation.type': 'agent',
      'langfuse.observation.input': JSON.stringify(QUESTION),
      'langfuse.observation.output': JSON.stringify(ANSWER),
      'langfuse.trace.tags': ['weather'],
      'langfuse.trace.metadata.tier': 'gold',
      'langfuse.environment': 'production',
    },
  },
  tool: {
    name: TOOL,
    attributes: {
      ...OWNER,
      'langfuse.observation.type': 'tool',
      'langfuse.observation.input': ARGUMENTS_JSON,
      'langfuse.observation.output': RESULT_JSON,
    },
  },
  call: {
    name: 'OpenAI-generation',
    attributes: {
      ...OWNER,
      'langfuse.observation.type': 'generation',
      'langfuse.observation.model.name': 'gpt-4o-2024-08-06',
      'langfuse.observation.input': JSON.stringify(MESSAGES),
      'langfuse.observation.output': JSON.stringify({ role: 'assistant', content: ANSWER }),
      'langfuse.observation.usage_details': JSON.stringify({
        input: 56,
        input_cached_tokens: 64,
        output: 20,
        output_reasoning_tokens: 10,
        total: 150,
      }),
      'langfuse.observation.cost_details': '{"input":0.0002,"output":0.0003,"total":0.0005}',
    },
  },
  tells: { provider: null, cost: 0.0005, finish: null },
};
