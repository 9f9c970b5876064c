import { kindFrom } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import type { GenAiKind, Message, MessagePart } from './gen-ai-span.ts';
import { below } from './indexed.ts';
import { readMessages } from './read-messages.ts';
import { readToolCall } from './read-parts.ts';
import { firstAmount, firstText, jsonOf, listOf, tagsOf } from './span-view.ts';
import type { SpanView } from './span-view.ts';

/** The outer span of a call repeats what the inner one, which asks the model, says. */
const KINDS: Readonly<Record<string, GenAiKind>> = {
  'ai.generatetext': 'chain',
  'ai.generatetext.dogenerate': 'generation',
  'ai.streamtext': 'chain',
  'ai.streamtext.dostream': 'generation',
  'ai.generateobject': 'chain',
  'ai.generateobject.dogenerate': 'generation',
  'ai.streamobject': 'chain',
  'ai.streamobject.dostream': 'generation',
  'ai.embed': 'chain',
  'ai.embed.doembed': 'embedding',
  'ai.embedmany': 'chain',
  'ai.embedmany.doembed': 'embedding',
  'ai.rerank': 'chain',
  'ai.rerank.dorerank': 'reranking',
  'ai.toolcall': 'tool',
};

const METADATA = 'ai.telemetry.metadata.';

/** The AI SDK by Vercel. */
export const aiSdk: Dialect = {
  name: 'ai-sdk',
  attributes: {
    model: ['ai.response.model', 'ai.model.id'],
    provider: ['ai.model.provider'],
    session: [`${METADATA}sessionId`],
    user: [`${METADATA}userId`],
    agent: ['ai.telemetry.functionId'],
  },
  tokens: {
    input: ['ai.usage.inputTokens', 'ai.usage.promptTokens', 'ai.usage.tokens'],
    output: ['ai.usage.outputTokens', 'ai.usage.completionTokens'],
    total: ['ai.usage.totalTokens'],
    cacheRead: ['ai.usage.inputTokenDetails.cacheReadTokens', 'ai.usage.cachedInputTokens'],
    cacheWrite: ['ai.usage.inputTokenDetails.cacheWriteTokens'],
    reasoning: ['ai.usage.outputTokenDetails.reasoningTokens', 'ai.usage.reasoningTokens'],
  },
  facts: {
    reads: ['ai.operationId', 'ai.toolCall.name', `${METADATA}tags`],
    kind: ({ attributes }) => kindFrom(KINDS, firstText(attributes, ['ai.operationId'])),
    tool: ({ attributes }) => firstText(attributes, ['ai.toolCall.name']),
    tags: ({ attributes }) => tagsOf(attributes.get(`${METADATA}tags`)),
  },
  said: {
    reads: {
      input: ['ai.prompt.messages', 'ai.prompt', 'ai.value'],
      output: ['ai.response.text', 'ai.response.object', 'ai.response.reasoning', 'ai.response.toolCalls'],
    },
    input: ({ attributes }) =>
      readMessages(
        attributes.get('ai.prompt.messages') ?? promptOf(attributes.get('ai.prompt')) ?? attributes.get('ai.value'),
        'user',
      ),
    output: (span) => outputOf(span),
  },
  details: {
    call: ({ attributes }) => {
      const name = firstText(attributes, ['ai.toolCall.name']);
      if (name === undefined) return undefined;
      const id = firstText(attributes, ['ai.toolCall.id']);
      const given = attributes.get('ai.toolCall.args') ?? attributes.get('ai.toolCall.input');
      const result = attributes.get('ai.toolCall.result') ?? attributes.get('ai.toolCall.output');
      return { call: { id, name, arguments: jsonOf(given) }, result: jsonOf(result) };
    },
    finishReasons: ({ attributes }) => {
      const reason = firstText(attributes, ['ai.response.finishReason']);
      return reason === undefined ? [] : [reason];
    },
    firstTokenMs: ({ attributes }) =>
      firstAmount(attributes, ['ai.response.msToFirstChunk', 'ai.stream.msToFirstChunk']),
    metadata: ({ attributes }) => below(attributes, METADATA),
  },
};

/** With `prompt` for a single text, and `system` beside either. */
const promptOf = (value: unknown): unknown => {
  const prompt = jsonOf(value);
  if (typeof prompt !== 'object' || prompt === null || Array.isArray(prompt)) return value;
  const { system, prompt: text, messages } = prompt as Readonly<Record<string, unknown>>;
  const before = typeof system === 'string' ? [{ role: 'system', content: system }] : [];
  if (Array.isArray(messages)) return [...before, ...(messages as readonly unknown[])];
  return typeof text === 'string' ? [...before, { role: 'user', content: text }] : value;
};

const outputOf = ({ attributes }: SpanView): readonly Message[] => {
  const said = attributes.get('ai.response.text') ?? attributes.get('ai.response.object');
  const reasoning = attributes.get('ai.response.reasoning');
  const parts: MessagePart[] = [];
  if (typeof reasoning === 'string' && reasoning !== '') parts.push({ kind: 'reasoning', text: reasoning });
  if (typeof said === 'string' && said !== '') parts.push({ kind: 'text', text: said });
  for (const call of listOf(jsonOf(attributes.get('ai.response.toolCalls')))) {
    parts.push({ kind: 'tool_call', call: readToolCall(call) });
  }
  return parts.length === 0 ? [] : [{ role: 'assistant', parts }];
};
