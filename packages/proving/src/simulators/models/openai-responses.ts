import { openAiFailure } from './openai-failure.ts';
import { openAiModels } from './openai-models.ts';
import { bearerOf, contentOf, CREATED, fieldsOf, listOf, stringOf } from './reading.ts';
import { argumentsOf, says, type Frame, type ModelAnswer, type NumberedCall, type Shape } from './shape.ts';
import { countTokens, piecesOf } from './tokens.ts';

type Status = 'in_progress' | 'completed' | 'incomplete';
/** An event before it is numbered. */
type Event = readonly [name: string, fields: object, tokens?: number];

const messageOf = ({ id }: ModelAnswer, text: string | undefined, status: Status) => ({
  id: `msg_${id}`,
  type: 'message',
  status,
  role: 'assistant',
  content: text === undefined ? [] : [partOf(text)],
});

const partOf = (text: string) => ({ type: 'output_text', text, annotations: [], logprobs: [] });

const callOf = ({ id, name }: NumberedCall, given: string, status: Status) => ({
  id: `fc_${id}`,
  type: 'function_call',
  status,
  call_id: `call_${id}`,
  name,
  arguments: given,
});

const outputOf = (answer: ModelAnswer): object[] => {
  const { text, talks } = says(answer);
  const calls = answer.toolCalls.map((call) => callOf(call, argumentsOf(call), 'completed'));
  return [...(talks ? [messageOf(answer, text, endOf(answer))] : []), ...calls];
};

const endOf = ({ truncated }: ModelAnswer): Status => (truncated ? 'incomplete' : 'completed');

const responseOf = (answer: ModelAnswer, status: Status) => {
  const { input, output } = answer.usage;
  const over = status !== 'in_progress';
  return {
    id: `resp_${answer.id}`,
    object: 'response',
    created_at: CREATED,
    status,
    error: null,
    incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
    instructions: null,
    max_output_tokens: null,
    metadata: {},
    model: answer.model,
    output: over ? outputOf(answer) : [],
    parallel_tool_calls: true,
    previous_response_id: null,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: over
      ? {
          input_tokens: input,
          input_tokens_details: { cached_tokens: 0 },
          output_tokens: output,
          output_tokens_details: { reasoning_tokens: 0 },
          total_tokens: input + output,
        }
      : null,
  };
};

const messageEvents = (answer: ModelAnswer): readonly Event[] => {
  const { text, talks } = says(answer);
  if (!talks) return [];
  const at = { item_id: `msg_${answer.id}`, output_index: 0, content_index: 0 };
  return [
    ['response.output_item.added', { output_index: 0, item: messageOf(answer, undefined, 'in_progress') }],
    ['response.content_part.added', { ...at, part: partOf('') }],
    ...answer.tokens.map((delta): Event => ['response.output_text.delta', { ...at, delta, logprobs: [] }, 1]),
    ['response.output_text.done', { ...at, text, logprobs: [] }],
    ['response.content_part.done', { ...at, part: partOf(text) }],
    ['response.output_item.done', { output_index: 0, item: messageOf(answer, text, endOf(answer)) }],
  ];
};

const callEvents = (call: NumberedCall, outputIndex: number): readonly Event[] => {
  const given = argumentsOf(call);
  const at = { item_id: `fc_${call.id}`, output_index: outputIndex };
  const name = 'response.function_call_arguments';
  return [
    ['response.output_item.added', { output_index: outputIndex, item: callOf(call, '', 'in_progress') }],
    ...piecesOf(given).map((delta): Event => [`${name}.delta`, { ...at, delta }, countTokens(delta)]),
    [`${name}.done`, { ...at, name: call.name, arguments: given }],
    ['response.output_item.done', { output_index: outputIndex, item: callOf(call, given, 'completed') }],
  ];
};

const frames = (answer: ModelAnswer): readonly Frame[] => {
  const before = says(answer).talks ? 1 : 0;
  const events: readonly Event[] = [
    ['response.created', { response: responseOf(answer, 'in_progress') }],
    ['response.in_progress', { response: responseOf(answer, 'in_progress') }],
    ...messageEvents(answer),
    ...answer.toolCalls.flatMap((call, index) => callEvents(call, index + before)),
    [`response.${endOf(answer)}`, { response: responseOf(answer, endOf(answer)) }],
  ];
  return events.map(([event, fields, tokens = 0], sequence) => ({
    event,
    data: { type: event, sequence_number: sequence, ...fields },
    tokens,
  }));
};

/** https://platform.openai.com/docs/api-reference/responses */
export const openAiResponses: Shape = {
  name: 'openai-responses',
  suits: ({ method, path }) => method === 'POST' && path === '/v1/responses',
  keyOf: ({ headers }) => bearerOf(headers.authorization),
  flawOf({ json }) {
    const { model, input } = fieldsOf(json);
    if (typeof model !== 'string') return "Missing required parameter: 'model'.";
    return input === undefined ? "Missing required parameter: 'input'." : undefined;
  },
  read({ json }) {
    const { model, stream, input, tools } = fieldsOf(json);
    const items = typeof input === 'string' ? [{ role: 'user', content: input }] : listOf(input);
    return {
      shape: 'openai-responses',
      model: stringOf(model),
      streamed: stream === true,
      said: contentOf(items.findLast((item) => item['role'] === 'user')?.['content']),
      messages: items.length,
      tools: listOf(tools).map(({ name }) => stringOf(name)),
      toolResults: items
        .filter((item) => 'type' in item && item['type'] === 'function_call_output')
        .map((item) => contentOf('output' in item ? item['output'] : undefined)),
    };
  },
  whole: (answer) => responseOf(answer, endOf(answer)),
  frames,
  failure: openAiFailure,
  lateFailure: (message, sequence) => ({
    event: 'error',
    data: { type: 'error', code: 'server_error', message, param: null, sequence_number: sequence },
    tokens: 0,
  }),
  models: openAiModels,
};
