import { ANSWER, ARGUMENTS_JSON, QUESTION, RESULT_JSON, TOOL, under, type Example } from './example.ts';

const OWNER = { 'session.id': 's-42', 'user.id': 'u-7' };

/** Written as `openinference-instrumentation-openai` and its sisters do. */
export const openInference: Example = {
  dialect: 'openinference',
  root: {
    name: 'weather',
    attributes: {
      ...OWNER,
      'openinference.span.kind': 'AGENT',
      'agent.name': 'weather',
      'input.value': QUESTION,
      'input.mime_type': 'text/plain',
      'output.value': ANSWER,
      'output.mime_type': 'text/plain',
      'tag.tags': ['weather'],
    },
  },
  tool: {
    name: TOOL,
    attributes: {
      'openinference.span.kind': 'TOOL',
      'tool.name': TOOL,
      'tool.parameters': ARGUMENTS_JSON,
      'output.value': RESULT_JSON,
      'output.mime_type': 'application/json',
    },
  },
  call: {
    name: 'ChatCompletion',
    attributes: {
      ...OWNER,
      'openinference.span.kind': 'LLM',
      'llm.system': 'openai',
      'llm.provider': 'openai',
      'llm.model_name': 'gpt-4o-2024-08-06',
      'llm.invocation_parameters': '{"model":"gpt-4o"}',
      ...under('llm.input_messages.0.message', { role: 'system', content: 'You are terse.' }),
      ...under('llm.input_messages.1.message', { role: 'user', content: QUESTION }),
      ...under('llm.input_messages.2.message', {
        role: 'assistant',
        'tool_calls.0.tool_call.id': 'call_1',
        'tool_calls.0.tool_call.function.name': TOOL,
        'tool_calls.0.tool_call.function.arguments': ARGUMENTS_JSON,
      }),
      ...under('llm.input_messages.3.message', { role: 'tool', tool_call_id: 'call_1', content: RESULT_JSON }),
      ...under('llm.output_messages.0.message', { role: 'assistant', content: ANSWER }),
      'llm.finish_reason': 'stop',
      'llm.token_count.prompt': 120,
      'llm.token_count.prompt_details.cache_read': 64,
      'llm.token_count.completion': 30,
      'llm.token_count.completion_details.reasoning': 10,
      'llm.token_count.total': 150,
      'llm.cost.prompt': 0.0002,
      'llm.cost.completion': 0.0003,
      'llm.cost.total': 0.0005,
    },
  },
  tells: { cost: 0.0005 },
};
