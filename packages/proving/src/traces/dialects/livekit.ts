import { ANSWER, ARGUMENTS_JSON, QUESTION, RESULT_JSON, TOOL, type Example } from './example.ts';

/** Written as LiveKit Agents does. */
export const liveKit: Example = {
  dialect: 'livekit',
  root: {
    name: 'agent_turn',
    attributes: {
      'lk.agent_label': 'weather',
      'lk.speech_id': 'speech_1',
      'lk.generation_id': 'gen_1',
      'lk.pii.room_name': 's-42',
      'lk.pii.participant_identity': 'u-7',
      'lk.pii.user_input': QUESTION,
      'lk.pii.response.text': ANSWER,
    },
  },
  tool: {
    name: 'function_tool',
    attributes: {
      'lk.function_tool.id': 'call_1',
      'lk.function_tool.name': TOOL,
      'lk.pii.function_tool.arguments': ARGUMENTS_JSON,
      'lk.function_tool.is_error': false,
      'lk.pii.function_tool.output': RESULT_JSON,
    },
  },
  call: {
    name: 'llm_request',
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o-2024-08-06',
      'lk.pii.chat_ctx': JSON.stringify({
        items: [
          { id: 'i0', type: 'message', role: 'system', content: ['You are terse.'] },
          { id: 'i1', type: 'message', role: 'user', content: [QUESTION] },
          { id: 'i2', type: 'function_call', call_id: 'call_1', name: TOOL, arguments: ARGUMENTS_JSON },
          { id: 'i3', type: 'function_call_output', call_id: 'call_1', output: RESULT_JSON, is_error: false },
        ],
      }),
      'lk.pii.response.text': ANSWER,
      'gen_ai.usage.input_tokens': 120,
      'gen_ai.usage.input_cached_tokens': 64,
      'gen_ai.usage.output_tokens': 30,
      'gen_ai.usage.reasoning_tokens': 10,
      'gen_ai.response.finish_reasons': ['stop'],
    },
  },
};
