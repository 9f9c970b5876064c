import { joined, TOOL, type Heard, type ModelClient } from './model-client.ts';

interface GeminiPart {
  readonly text?: string;
  readonly functionCall?: { readonly id: string; readonly name: string; readonly args: unknown };
}

interface GeminiAnswer {
  readonly candidates: readonly {
    readonly content: { readonly parts: readonly GeminiPart[] };
    readonly finishReason?: string;
  }[];
  readonly usageMetadata: { readonly promptTokenCount: number; readonly candidatesTokenCount: number };
}

const geminiHeard = (told: readonly unknown[]): Heard => {
  const responses = told as readonly GeminiAnswer[];
  const parts = responses.flatMap(({ candidates }) => candidates[0]?.content.parts ?? []);
  const last = responses.at(-1);
  return {
    text: joined(parts.map(({ text }) => text)),
    calls: parts.flatMap(({ functionCall: call }) =>
      call === undefined ? [] : [{ id: call.id, name: call.name, arguments: call.args }],
    ),
    end: last?.candidates[0]?.finishReason ?? '',
    usage: [last?.usageMetadata.promptTokenCount ?? 0, last?.usageMetadata.candidatesTokenCount ?? 0],
  };
};

export const gemini: ModelClient = {
  path: (stream) => `/v1beta/models/m:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
  headers: { 'x-goog-api-key': 'key' },
  body: () => ({
    contents: [{ role: 'user', parts: [{ text: 'hello' }] }],
    tools: [{ functionDeclarations: [{ name: 'weather', parameters: TOOL }] }],
  }),
  bodyWithResult: {
    contents: [
      { role: 'user', parts: [{ text: 'hello' }] },
      { role: 'model', parts: [{ functionCall: { name: 'weather', args: {} } }] },
      { role: 'user', parts: [{ text: 'hello' }, { functionResponse: { name: 'weather', response: 'sunny' } }] },
    ],
  },
  whole: (body) => geminiHeard([body]),
  streamed: geminiHeard,
  ends: ['STOP', 'STOP', 'MAX_TOKENS'],
};
