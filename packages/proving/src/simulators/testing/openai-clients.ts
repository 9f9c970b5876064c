import { joined, TOOL, type Heard, type ModelClient } from './model-client.ts';

interface ChatCall {
  readonly index: number;
  readonly id: string;
  readonly function: { readonly name: string; readonly arguments: string };
}

interface ChatPart {
  readonly content?: string;
  readonly tool_calls?: readonly ChatCall[];
}

interface ChatAnswer {
  readonly choices: readonly { readonly message: ChatPart; readonly delta: ChatPart; readonly finish_reason: string }[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number };
}

const chatUsage = ({ usage }: ChatAnswer) => [usage?.prompt_tokens ?? 0, usage?.completion_tokens ?? 0] as const;

const openAiCalls = (deltas: readonly ChatCall[]) =>
  [...Map.groupBy(deltas, ({ index }) => index).values()].map((parts) => ({
    id: parts[0]?.id ?? '',
    name: parts[0]?.function.name ?? '',
    arguments: JSON.parse(joined(parts.map((part) => part.function.arguments))) as unknown,
  }));

export const openAiChat: ModelClient = {
  path: () => '/v1/chat/completions',
  headers: { authorization: 'Bearer key' },
  body: (stream) => ({
    model: 'm',
    stream,
    ...(stream ? { stream_options: { include_usage: true } } : {}),
    messages: [{ role: 'user', content: 'hello' }],
    tools: [{ type: 'function', function: { name: 'weather', parameters: TOOL } }],
  }),
  bodyWithResult: {
    model: 'm',
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'hello' }] },
      {
        role: 'assistant',
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'weather', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'a', content: 'sunny' },
    ],
  },
  whole(body) {
    const answer = body as ChatAnswer;
    const [choice] = answer.choices;
    return {
      text: choice?.message.content ?? '',
      calls: (choice?.message.tool_calls ?? []).map((call) => ({
        id: call.id,
        name: call.function.name,
        arguments: JSON.parse(call.function.arguments) as unknown,
      })),
      end: choice?.finish_reason ?? '',
      usage: chatUsage(answer),
    };
  },
  streamed(events) {
    const answers = events as readonly ChatAnswer[];
    const choices = answers.flatMap((answer) => answer.choices);
    return {
      text: joined(choices.map(({ delta }) => delta.content)),
      calls: openAiCalls(choices.flatMap(({ delta }) => delta.tool_calls ?? [])),
      end: choices.at(-1)?.finish_reason ?? '',
      usage: chatUsage(answers.at(-1) ?? { choices: [] }),
    };
  },
  ends: ['stop', 'tool_calls', 'length'],
};

type ResponsesItem =
  | { readonly type: 'message'; readonly content: readonly { readonly text: string }[] }
  | { readonly type: 'function_call'; readonly call_id: string; readonly name: string; readonly arguments: string };

interface ResponsesAnswer {
  readonly output: readonly ResponsesItem[];
  readonly status: string;
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number };
}

interface ResponsesEvent {
  readonly type: string;
  readonly sequence_number: number;
  readonly delta?: string;
  readonly response?: ResponsesAnswer;
}

const responsesWhole = (body: unknown): Heard => {
  const { output, status, usage } = body as ResponsesAnswer;
  return {
    text: joined(output.map((item) => (item.type === 'message' ? item.content[0]?.text : ''))),
    calls: output.flatMap((item) =>
      item.type === 'function_call'
        ? [{ id: item.call_id, name: item.name, arguments: JSON.parse(item.arguments) as unknown }]
        : [],
    ),
    end: status,
    usage: [usage.input_tokens, usage.output_tokens],
  };
};

export const openAiResponses: ModelClient = {
  path: () => '/v1/responses',
  headers: { authorization: 'Bearer key' },
  body: (stream) => ({
    model: 'm',
    stream,
    input: 'hello',
    tools: [{ type: 'function', name: 'weather', parameters: TOOL }],
  }),
  bodyWithResult: {
    model: 'm',
    input: [
      { role: 'user', content: [{ type: 'input_text', text: 'hello' }] },
      { type: 'function_call', call_id: 'a', name: 'weather', arguments: '{}' },
      { type: 'function_call_output', call_id: 'a', output: 'sunny' },
    ],
  },
  whole: responsesWhole,
  streamed(told) {
    const events = told as readonly ResponsesEvent[];
    if (events.some(({ sequence_number: number }, index) => number !== index)) throw new Error('numbers are missing');
    const deltas = (type: string) => joined(events.filter((event) => event.type === type).map(({ delta }) => delta));
    const whole = responsesWhole(events.at(-1)?.response);
    const given = deltas('response.function_call_arguments.delta');
    if (given !== joined(whole.calls.map((call) => JSON.stringify(call.arguments))))
      throw new Error('pieces are missing');
    return { ...whole, text: deltas('response.output_text.delta') };
  },
  ends: ['completed', 'completed', 'incomplete'],
};
