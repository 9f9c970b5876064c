import { openAiFailure } from './openai-failure.ts';
import { openAiModels } from './openai-models.ts';
import { bearerOf, contentOf, CREATED, fieldsOf, listOf, stringOf } from './reading.ts';
import { argumentsOf, says, type Frame, type ModelAnswer, type NumberedCall, type Shape } from './shape.ts';
import { countTokens, piecesOf } from './tokens.ts';

const idOf = ({ id }: ModelAnswer): string => `chatcmpl-${id}`;

const usageOf = ({ usage: { input, output } }: ModelAnswer) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
});

const finishOf = ({ truncated, toolCalls }: ModelAnswer): string => {
  if (truncated) return 'length';
  return toolCalls.length > 0 ? 'tool_calls' : 'stop';
};

const callOf = (call: NumberedCall) => ({
  id: `call_${call.id}`,
  type: 'function',
  function: { name: call.name, arguments: argumentsOf(call) },
});

const whole = (answer: ModelAnswer) => {
  const { text, talks } = says(answer);
  const calls = answer.toolCalls.map(callOf);
  return {
    id: idOf(answer),
    object: 'chat.completion',
    created: CREATED,
    model: answer.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: talks ? text : null,
          refusal: null,
          ...(calls.length === 0 ? {} : { tool_calls: calls }),
        },
        logprobs: null,
        finish_reason: finishOf(answer),
      },
    ],
    usage: usageOf(answer),
  };
};

/** A call comes with its id and name first, and its arguments in pieces behind. */
const callDeltas = (call: NumberedCall, index: number): readonly (readonly [object, number])[] => {
  const { id, type, function: named } = callOf(call);
  const first = { tool_calls: [{ index, id, type, function: { name: named.name, arguments: '' } }] };
  const rest = piecesOf(named.arguments).map(
    (piece) => [{ tool_calls: [{ index, function: { arguments: piece } }] }, countTokens(piece)] as const,
  );
  return [[first, 0], ...rest];
};

const frames: Shape['frames'] = (answer, { json }): readonly Frame[] => {
  const common = { id: idOf(answer), object: 'chat.completion.chunk', created: CREATED, model: answer.model };
  const wantsUsage = fieldsOf(fieldsOf(json)['stream_options'])['include_usage'] === true;
  const chunk = (delta: object, tokens: number, finish: string | null = null): Frame => ({
    data: { ...common, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] },
    tokens,
  });
  return [
    chunk({ role: 'assistant', content: says(answer).talks ? '' : null }, 0),
    ...answer.tokens.map((content) => chunk({ content }, 1)),
    ...answer.toolCalls.flatMap(callDeltas).map(([delta, tokens]) => chunk(delta, tokens)),
    chunk({}, 0, finishOf(answer)),
    ...(wantsUsage ? [{ data: { ...common, choices: [], usage: usageOf(answer) }, tokens: 0 }] : []),
  ];
};

/** https://platform.openai.com/docs/api-reference/chat */
export const openAiChat: Shape = {
  name: 'openai-chat',
  suits: ({ method, path }) => method === 'POST' && path === '/v1/chat/completions',
  keyOf: ({ headers }) => bearerOf(headers.authorization),
  flawOf({ json }) {
    const { model, messages } = fieldsOf(json);
    if (typeof model !== 'string') return 'you must provide a model parameter';
    return listOf(messages).length === 0 ? "Missing required parameter: 'messages'." : undefined;
  },
  read({ json }) {
    const { model, stream, messages, tools } = fieldsOf(json);
    const all = listOf(messages);
    return {
      shape: 'openai-chat',
      model: stringOf(model),
      streamed: stream === true,
      said: contentOf(all.findLast(({ role }) => role === 'user')?.['content']),
      messages: all.length,
      tools: listOf(tools).map(({ function: named }) => stringOf(fieldsOf(named)['name'])),
      toolResults: all.filter(({ role }) => role === 'tool').map(({ content }) => contentOf(content)),
    };
  },
  whole,
  frames,
  farewell: '[DONE]',
  failure: openAiFailure,
  lateFailure: (sentence) => ({ data: openAiFailure(500, sentence), tokens: 0 }),
  modelsPath: '/v1/models',
  models: openAiModels,
};
