import { ANSWER, ARGUMENTS, ARGUMENTS_JSON, QUESTION, RESULT, RESULT_JSON, TOOL, type Example } from './example.ts';

const text = (role: string, content: string): object => ({ role, parts: [{ type: 'text', content }] });
const OWNER = { 'gen_ai.conversation.id': 's-42', 'user.id': 'u-7' };
const asked = [
  text('user', QUESTION),
  { role: 'assistant', parts: [{ type: 'tool_call', id: 'call_1', name: TOOL, arguments: ARGUMENTS }] },
  { role: 'user', parts: [{ type: 'tool_call_response', id: 'call_1', name: TOOL, result: RESULT }] },
];
const answered = { ...text('assistant', ANSWER), finish_reason: 'stop' };

/** Written as Pydantic AI does with Logfire; the tool as before its version 3 of instrumentation. */
export const pydanticAi: Example = {
  dialect: 'pydantic-ai',
  root: {
    name: 'agent run',
    attributes: {
      ...OWNER,
      model_name: 'gpt-4o',
      agent_name: 'weather',
      'gen_ai.agent.name': 'weather',
      'logfire.msg': 'weather run',
      'pydantic_ai.all_messages': JSON.stringify([...asked, answered]),
      final_result: ANSWER,
      'gen_ai.aggregated_usage.input_tokens': 120,
      'gen_ai.aggregated_usage.output_tokens': 30,
    },
  },
  tool: {
    name: 'running tool',
    attributes: {
      'gen_ai.tool.name': TOOL,
      'gen_ai.tool.call.id': 'call_1',
      tool_arguments: ARGUMENTS_JSON,
      tool_response: RESULT_JSON,
      'logfire.msg': `running tool: ${TOOL}`,
    },
  },
  call: {
    name: 'chat gpt-4o',
    attributes: {
      ...OWNER,
      'gen_ai.operation.name': 'chat',
      'gen_ai.system': 'openai',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.response.model': 'gpt-4o-2024-08-06',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.input.messages': JSON.stringify(asked),
      'gen_ai.output.messages': JSON.stringify([answered]),
      'gen_ai.usage.input_tokens': 120,
      'gen_ai.usage.details.cache_read_tokens': 64,
      'gen_ai.usage.output_tokens': 30,
      'gen_ai.usage.details.reasoning_tokens': 10,
      'operation.cost': 0.0005,
    },
  },
  tells: { cost: 0.0005 },
};
