import { ANSWER, ARGUMENTS, ARGUMENTS_JSON, QUESTION, RESULT, RESULT_JSON, TOOL, type Example } from './example.ts';

const OWNER = {
  'ai.telemetry.functionId': 'weather',
  'ai.telemetry.metadata.sessionId': 's-42',
  'ai.telemetry.metadata.userId': 'u-7',
};

/** Written as the AI SDK by Vercel does in version 6. */
export const aiSdk: Example = {
  dialect: 'ai-sdk',
  root: {
    name: 'ai.generateText',
    attributes: {
      ...OWNER,
      'operation.name': 'ai.generateText weather',
      'ai.operationId': 'ai.generateText',
      'ai.model.id': 'gpt-4o',
      'ai.model.provider': 'openai',
      'ai.prompt': JSON.stringify({ system: 'You are terse.', prompt: QUESTION }),
      'ai.response.text': ANSWER,
      'ai.usage.inputTokens': 120,
      'ai.usage.outputTokens': 30,
    },
  },
  tool: {
    name: 'ai.toolCall',
    attributes: {
      'operation.name': 'ai.toolCall weather',
      'ai.operationId': 'ai.toolCall',
      'ai.toolCall.name': TOOL,
      'ai.toolCall.id': 'call_1',
      'ai.toolCall.args': ARGUMENTS_JSON,
      'ai.toolCall.result': RESULT_JSON,
    },
  },
  call: {
    name: 'ai.generateText.doGenerate',
    attributes: {
      ...OWNER,
      'operation.name': 'ai.generateText.doGenerate weather',
      'ai.operationId': 'ai.generateText.doGenerate',
      'ai.model.id': 'gpt-4o',
      'ai.model.provider': 'openai',
      'ai.prompt.messages': JSON.stringify([
        { role: 'system', content: 'You are terse.' },
        { role: 'user', content: [{ type: 'text', text: QUESTION }] },
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'call_1', toolName: TOOL, input: ARGUMENTS }] },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', toolCallId: 'call_1', toolName: TOOL, output: { type: 'json', value: RESULT } },
          ],
        },
      ]),
      'ai.response.text': ANSWER,
      'ai.response.finishReason': 'stop',
      'ai.response.model': 'gpt-4o-2024-08-06',
      'ai.usage.inputTokens': 120,
      'ai.usage.inputTokenDetails.cacheReadTokens': 64,
      'ai.usage.outputTokens': 30,
      'ai.usage.outputTokenDetails.reasoningTokens': 10,
      'ai.usage.totalTokens': 150,
      'gen_ai.system': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.response.model': 'gpt-4o-2024-08-06',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': 120,
      'gen_ai.usage.output_tokens': 30,
    },
  },
  tells: { rootType: 'chain' },
};
