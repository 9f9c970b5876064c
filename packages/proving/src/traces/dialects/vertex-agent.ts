import { ANSWER, ARGUMENTS, ARGUMENTS_JSON, QUESTION, RESULT, RESULT_JSON, TOOL, type Example } from './example.ts';

/** Written as the Agent Development Kit of Google does. */
export const vertexAgent: Example = {
  dialect: 'vertex-agent',
  root: {
    name: 'invoke_agent weather',
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'weather',
      'gen_ai.agent.description': 'Knows the weather.',
      'gen_ai.conversation.id': 's-42',
      'user.id': 'u-7',
    },
  },
  tool: {
    name: `execute_tool ${TOOL}`,
    attributes: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': TOOL,
      'gen_ai.tool.type': 'FunctionTool',
      'gen_ai.tool.call.id': 'call_1',
      'gcp.vertex.agent.tool_call_args': ARGUMENTS_JSON,
      'gcp.vertex.agent.tool_response': RESULT_JSON,
      'gcp.vertex.agent.llm_request': '{}',
      'gcp.vertex.agent.llm_response': '{}',
    },
  },
  call: {
    name: 'call_llm',
    attributes: {
      'gen_ai.system': 'gcp.vertex.agent',
      'gen_ai.request.model': 'gemini-2.5-flash',
      'gcp.vertex.agent.session_id': 's-42',
      'gcp.vertex.agent.invocation_id': 'e-1',
      'gcp.vertex.agent.llm_request': JSON.stringify({
        model: 'gemini-2.5-flash',
        config: { system_instruction: 'You are terse.' },
        contents: [
          { role: 'user', parts: [{ text: QUESTION }] },
          { role: 'model', parts: [{ function_call: { name: TOOL, args: ARGUMENTS } }] },
          { role: 'user', parts: [{ function_response: { name: TOOL, response: RESULT } }] },
        ],
      }),
      'gcp.vertex.agent.llm_response': JSON.stringify({
        content: { role: 'model', parts: [{ text: ANSWER }] },
        finish_reason: 'STOP',
      }),
      'gen_ai.usage.input_tokens': 120,
      'gen_ai.usage.cache_read.input_tokens': 64,
      'gen_ai.usage.output_tokens': 30,
      'gen_ai.usage.reasoning.output_tokens': 10,
      'gen_ai.response.finish_reasons': ['stop'],
    },
  },
  tells: { model: 'gemini-2.5-flash', provider: 'gcp.vertex.agent' },
};
