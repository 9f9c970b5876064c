import type { Asked } from '../http-simulator.ts';
import { contentOf, fieldsOf, listOf, stringOf } from './reading.ts';
import { says, type Frame, type ModelAnswer, type Shape } from './shape.ts';
import { countTokens } from './tokens.ts';

const PATH = /^\/v1(?:beta)?\/models\/([^/:]+):(generateContent|streamGenerateContent)$/;

const METHODS = ['generateContent', 'streamGenerateContent'];

const STATUSES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

const askedFor = ({ path }: Asked) => {
  const [, model = '', verb = ''] = PATH.exec(path) ?? [];
  return { model, streamed: verb === 'streamGenerateContent' };
};

const finishOf = ({ truncated }: ModelAnswer): string => (truncated ? 'MAX_TOKENS' : 'STOP');

const callParts = ({ toolCalls }: ModelAnswer) =>
  toolCalls.map(({ id, name, arguments: args }) => ({ functionCall: { id: `call_${id}`, name, args } }));

const responseOf = (answer: ModelAnswer, parts: readonly object[], said: number, over: boolean) => ({
  candidates: [{ content: { parts, role: 'model' }, index: 0, ...(over ? { finishReason: finishOf(answer) } : {}) }],
  usageMetadata: {
    promptTokenCount: answer.usage.input,
    candidatesTokenCount: said,
    totalTokenCount: answer.usage.input + said,
  },
  modelVersion: answer.model,
  responseId: `resp-${answer.id}`,
});

const whole = (answer: ModelAnswer) => {
  const { text, talks } = says(answer);
  return responseOf(answer, [...(talks ? [{ text }] : []), ...callParts(answer)], answer.usage.output, true);
};

/** Each piece is a whole response; calls are never cut, and the last piece says why it ends. */
const frames = (answer: ModelAnswer): readonly Frame[] => {
  const calls = callParts(answer);
  const inCalls = countTokens(answer.toolCalls.map((call) => JSON.stringify(call.arguments)).join(' '));
  const talk = answer.tokens.map((text, index): Frame => ({
    data: responseOf(answer, [{ text }], index + 1, false),
    tokens: 1,
  }));
  const last = calls.length > 0 ? calls : [{ text: '' }];
  return [...talk, { data: responseOf(answer, last, answer.usage.output, true), tokens: inCalls }];
};

const resultsIn = (contents: readonly Readonly<Record<string, unknown>>[]): string[] =>
  contents
    .flatMap(({ parts }) => listOf(parts))
    .filter((part) => part['functionResponse'] !== undefined)
    .map((part) => JSON.stringify(fieldsOf(part['functionResponse'])['response']));

/** https://ai.google.dev/api/generate-content */
export const gemini: Shape = {
  name: 'gemini',
  suits: ({ method, path }) => method === 'POST' && PATH.test(path),
  keyOf: ({ headers, query }) => (headers['x-goog-api-key'] as string | undefined) ?? query.get('key') ?? undefined,
  flawOf: ({ json }) =>
    listOf(fieldsOf(json)['contents']).length === 0
      ? '* GenerateContentRequest.contents: contents is not specified'
      : undefined,
  read(asked) {
    const { contents, tools } = fieldsOf(asked.json);
    const all = listOf(contents);
    return {
      shape: 'gemini',
      ...askedFor(asked),
      said: contentOf(all.findLast(({ role }) => role === 'user' || role === undefined)?.['parts']),
      messages: all.length,
      tools: listOf(tools).flatMap(({ functionDeclarations }) =>
        listOf(functionDeclarations).map(({ name }) => stringOf(name)),
      ),
      toolResults: resultsIn(all),
    };
  },
  whole,
  frames,
  framing: ({ query }) => (query.get('alt') === 'sse' ? 'events' : 'array'),
  failure(status, message, refusal) {
    const retry =
      refusal?.kind === 'rate-limited'
        ? [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${refusal.retryAfterSeconds}s` }]
        : [];
    return { error: { code: status, message, status: STATUSES[status] ?? 'UNKNOWN', details: retry } };
  },
  lateFailure: (message) => ({ data: { error: { code: 503, message, status: 'UNAVAILABLE' } }, tokens: 0 }),
  modelsPath: '/v1beta/models',
  afterOf: ({ query }) => query.get('pageToken') ?? undefined,
  models: (names, hasMore) => ({
    models: names.map((name) => ({ name: `models/${name}`, displayName: name, supportedGenerationMethods: METHODS })),
    ...(hasMore ? { nextPageToken: names.at(-1) } : {}),
  }),
};
