import { ANSWER, ARGUMENTS, ARGUMENTS_JSON, QUESTION, RESULT, RESULT_JSON, TOOL, type Example } from './example.ts';

const text = (role: string, content: string): object => ({ role, parts: [{ type: 'text', content }] });
const OWNER = { 'gen_ai.conversation.id': 's-42', 'user.id': 'u-7' };
const answer = JSON.stringify([{ ...text('assistant', ANSWER), finish_reason: 'stop' }]);

/** The conventions for generative AI as they are now. */
export const openTelemetryNow: Example = {
  dialect: 'opentelemetry',
  root: {
    name: 'invoke_agent weather',
    attributes: {
      ...OWNER,
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'weather',
      'gen_ai.input.messages': JSON.stringify([text('user', QUESTION)]),
      'gen_ai.output.messages': answer,
    },
  },
  tool: {
    name: `execute_tool ${TOOL}`,
    attributes: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': TOOL,
      'gen_ai.tool.type': 'function',
      'gen_ai.tool.call.id': 'call_1',
      'gen_ai.tool.call.arguments': ARGUMENTS_JSON,
      'gen_ai.tool.call.result': RESULT_JSON,
    },
  },
  call: {
    name: 'chat gpt-4o',
    attributes: {
      ...OWNER,
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.response.model': 'gpt-4o-2024-08-06',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': 120,
      'gen_ai.usage.cache_read.input_tokens': 64,
      'gen_ai.usage.output_tokens': 30,
      'gen_ai.usage.reasoning.output_tokens': 10,
      'gen_ai.system_instructions': JSON.stringify([{ type: 'text', content: 'You are terse.' }]),
      'gen_ai.input.messages': JSON.stringify([
        text('user', QUESTION),
        { role: 'assistant', parts: [{ type: 'tool_call', id: 'call_1', name: TOOL, arguments: ARGUMENTS }] },
        { role: 'tool', parts: [{ type: 'tool_call_response', id: 'call_1', response: RESULT }] },
      ]),
      'gen_ai.output.messages': answer,
    },
  },
};

/** The conventions before version 1.37, with an event for each message, which the packages of `opentelemetry-instrumentation-*` wrote. */
export const openTelemetryBefore: Example = {
  dialect: 'opentelemetry-before-1.37',
  root: {
    ...openTelemetryNow.root,
    attributes: { ...OWNER, 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.system': 'openai' },
  },
  tool: openTelemetryNow.tool,
  call: {
    name: 'chat gpt-4o',
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.system': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.response.model': 'gpt-4o-2024-08-06',
      'gen_ai.usage.prompt_tokens': 120,
      'gen_ai.usage.completion_tokens': 30,
    },
    events: [
      { name: 'gen_ai.system.message', attributes: { 'gen_ai.system': 'openai', content: 'You are terse.' } },
      { name: 'gen_ai.user.message', attributes: { 'gen_ai.system': 'openai', content: QUESTION } },
      { name: 'gen_ai.tool.message', attributes: { id: 'call_1', content: RESULT_JSON } },
      {
        name: 'gen_ai.choice',
        attributes: {
          index: 0,
          finish_reason: 'stop',
          message: JSON.stringify({ role: 'assistant', content: ANSWER }),
        },
      },
    ],
  },
  tells: { input: 120, cacheRead: 0, output: 30, reasoning: 0 },
};
