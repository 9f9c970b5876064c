import { ANSWER, ARGUMENTS, ARGUMENTS_JSON, QUESTION, RESULT_JSON, TOOL, under, type Example } from './example.ts';

const OWNER = {
  'traceloop.association.properties.session_id': 's-42',
  'traceloop.association.properties.user_id': 'u-7',
  'traceloop.workflow.name': 'weather',
};

/** Written as `traceloop-sdk` with its instrumentation of OpenAI did before it took up the messages of OpenTelemetry. */
export const openLlmetry: Example = {
  dialect: 'openllmetry',
  root: {
    name: 'weather.agent',
    attributes: {
      ...OWNER,
      'traceloop.span.kind': 'agent',
      'traceloop.entity.name': 'weather',
      'traceloop.entity.input': QUESTION,
      'traceloop.entity.output': ANSWER,
    },
  },
  tool: {
    name: `${TOOL}.tool`,
    attributes: {
      ...OWNER,
      'traceloop.span.kind': 'tool',
      'traceloop.entity.name': TOOL,
      'traceloop.entity.input': JSON.stringify({ inputs: ARGUMENTS }),
      'traceloop.entity.output': RESULT_JSON,
    },
  },
  call: {
    name: 'openai.chat',
    attributes: {
      ...OWNER,
      'llm.request.type': 'chat',
      'gen_ai.system': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.response.model': 'gpt-4o-2024-08-06',
      ...under('gen_ai.prompt.0', { role: 'system', content: 'You are terse.' }),
      ...under('gen_ai.prompt.1', { role: 'user', content: QUESTION }),
      ...under('gen_ai.prompt.2', {
        role: 'assistant',
        'tool_calls.0.id': 'call_1',
        'tool_calls.0.name': TOOL,
        'tool_calls.0.arguments': ARGUMENTS_JSON,
      }),
      ...under('gen_ai.prompt.3', { role: 'tool', tool_call_id: 'call_1', content: RESULT_JSON }),
      ...under('gen_ai.completion.0', { role: 'assistant', content: ANSWER, finish_reason: 'stop' }),
      'gen_ai.usage.prompt_tokens': 120,
      'gen_ai.usage.cache_read_input_tokens': 64,
      'gen_ai.usage.completion_tokens': 30,
      'gen_ai.usage.reasoning_tokens': 10,
      'llm.usage.total_tokens': 150,
    },
  },
};
