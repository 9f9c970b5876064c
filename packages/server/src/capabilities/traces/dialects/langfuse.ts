import { kindFrom } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import type { GenAiKind } from './gen-ai-span.ts';
import { below } from './indexed.ts';
import { readMessages } from './read-messages.ts';
import { amountOf, firstText, isObject, jsonOf, listOf, memberOf, textOf } from './span-view.ts';
import type { ReportedTokens } from './usage.ts';

const KINDS: Readonly<Record<string, GenAiKind>> = {
  generation: 'generation',
  embedding: 'embedding',
  retriever: 'retrieval',
  tool: 'tool',
  agent: 'agent',
  chain: 'chain',
  guardrail: 'guardrail',
  evaluator: 'evaluation',
  event: 'event',
  span: 'span',
};

/** In `usage_details`, where nothing is counted twice already. */
const DISJOINT: Readonly<Record<string, keyof ReportedTokens>> = {
  input: 'input',
  output: 'output',
  total: 'total',
  input_cached_tokens: 'cacheRead',
  cache_read_input_tokens: 'cacheRead',
  input_cache_read: 'cacheRead',
  cache_creation_input_tokens: 'cacheWrite',
  input_cache_creation: 'cacheWrite',
  output_reasoning_tokens: 'reasoning',
  output_reasoning: 'reasoning',
  output_audio_tokens: 'audio',
};

const NS_PER_MS = 1_000_000;

/** The SDKs of Langfuse from version 3 on. */
export const langfuse: Dialect = {
  name: 'langfuse',
  attributes: {
    model: ['langfuse.observation.model.name'],
    session: ['langfuse.session.id', 'langfuse.trace.session_id'],
    user: ['langfuse.user.id', 'langfuse.trace.user_id'],
  },
  tokens: {},
  kind: ({ attributes }) => kindFrom(KINDS, firstText(attributes, ['langfuse.observation.type'])),
  input: ({ attributes }) => readMessages(attributes.get('langfuse.observation.input'), 'user'),
  output: ({ attributes }) => readMessages(attributes.get('langfuse.observation.output'), 'assistant'),
  tool: ({ name, attributes }) =>
    attributes.get('langfuse.observation.type') === 'tool'
      ? {
          call: { id: undefined, name, arguments: jsonOf(attributes.get('langfuse.observation.input')) },
          result: jsonOf(attributes.get('langfuse.observation.output')),
        }
      : undefined,
  reportedTokens: ({ attributes }) => {
    const details = jsonOf(attributes.get('langfuse.observation.usage_details'));
    if (!isObject(details)) return undefined;
    if (Object.hasOwn(details, 'prompt_tokens')) return { tokens: asOpenAi(details), disjoint: false };
    const tokens: Partial<Record<keyof ReportedTokens, number>> = {};
    for (const [name, field] of Object.entries(DISJOINT)) {
      const amount = amountOf(memberOf(details, name));
      if (amount !== undefined) tokens[field] = (tokens[field] ?? 0) + amount;
    }
    return { tokens, disjoint: true };
  },
  cost: ({ attributes }) => {
    const details = jsonOf(attributes.get('langfuse.observation.cost_details'));
    if (!isObject(details)) return undefined;
    const [input, output] = [amountOf(memberOf(details, 'input')), amountOf(memberOf(details, 'output'))];
    const parts = Object.entries(details).filter(([name]) => name !== 'total');
    const sum = parts.reduce((all, [, part]) => all + (amountOf(part) ?? 0), 0);
    return { input, output, total: amountOf(memberOf(details, 'total')) ?? sum };
  },
  firstTokenMs: ({ start, attributes }) => {
    const time = Date.parse(String(jsonOf(attributes.get('langfuse.observation.completion_start_time'))));
    return Number.isNaN(time) ? undefined : Math.max(0, time - Number(start) / NS_PER_MS);
  },
  tags: ({ attributes }) => listOf(jsonOf(attributes.get('langfuse.trace.tags'))).flatMap((tag) => textOf(tag) ?? []),
  metadata: ({ attributes }) =>
    new Map([...below(attributes, 'langfuse.trace.metadata.'), ...below(attributes, 'langfuse.observation.metadata.')]),
};

/** Usage just as OpenAI answers it, where details are part of the whole. */
const asOpenAi = (details: Readonly<Record<string, unknown>>): ReportedTokens => ({
  input: amountOf(details['prompt_tokens']),
  output: amountOf(details['completion_tokens']),
  cacheRead: amountOf(memberOf(details['prompt_tokens_details'], 'cached_tokens')),
  reasoning: amountOf(memberOf(details['completion_tokens_details'], 'reasoning_tokens')),
});
