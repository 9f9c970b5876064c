import { ANSWER, ARGUMENTS_JSON, MESSAGES, QUESTION, RESULT_JSON, TOOL, type Example } from './example.ts';

const OWNER = { 'session.id': '"s-42"', 'user.id': '"u-7"' };

/** Written as MLflow Tracing does, whose attributes are all JSON. */
export const mlflow: Example = {
  dialect: 'mlflow',
  root: {
    name: 'weather',
    attributes: {
      ...OWNER,
      'mlflow.spanType': '"AGENT"',
      'mlflow.spanInputs': JSON.stringify({ messages: [{ role: 'user', content: QUESTION }] }),
      'mlflow.spanOutputs': JSON.stringify(ANSWER),
      'mlflow.traceRequestId': '"tr-1"',
    },
  },
  tool: {
    name: TOOL,
    attributes: {
      'mlflow.spanType': '"TOOL"',
      'mlflow.spanFunctionName': `"${TOOL}"`,
      'mlflow.spanInputs': ARGUMENTS_JSON,
      'mlflow.spanOutputs': RESULT_JSON,
    },
  },
  call: {
    name: 'Completions',
    attributes: {
      ...OWNER,
      'mlflow.spanType': '"CHAT_MODEL"',
      'mlflow.message.format': '"openai"',
      'mlflow.llm.model': '"gpt-4o-2024-08-06"',
      'mlflow.llm.provider': '"openai"',
      'mlflow.spanInputs': JSON.stringify({ model: 'gpt-4o', messages: MESSAGES }),
      'mlflow.spanOutputs': JSON.stringify({
        id: 'chatcmpl-1',
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: ANSWER } }],
      }),
      'mlflow.chat.tokenUsage': JSON.stringify({
        input_tokens: 120,
        output_tokens: 30,
        total_tokens: 150,
        cache_read_input_tokens: 64,
      }),
      'mlflow.llm.cost': '{"input_cost":0.0002,"output_cost":0.0003,"total_cost":0.0005}',
    },
  },
  tells: { output: 30, reasoning: 0, cost: 0.0005, finish: null },
};
