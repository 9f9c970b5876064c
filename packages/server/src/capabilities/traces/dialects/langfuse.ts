import { kindFrom } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import type { Cost, GenAiKind } from './gen-ai-span.ts';
import { below } from './indexed.ts';
import { readMessages } from './read-messages.ts';
import { amountOf, firstText, isObject, jsonOf, memberOf, tagsOf } from './span-view.ts';
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

const TYPE = 'langfuse.observation.type';
const INPUT = 'langfuse.observation.input';
const OUTPUT = 'langfuse.observation.output';
const USAGE = 'langfuse.observation.usage_details';
const COST = 'langfuse.observation.cost_details';
const TAGS = 'langfuse.trace.tags';
/** Of the whole trace, whichever of its spans says it. */
export const TRACE_INPUT = 'langfuse.trace.input';
export const TRACE_OUTPUT = 'langfuse.trace.output';
const NS_PER_MS = 1_000_000;

/** The SDKs of Langfuse from version 3 on. */
export const langfuse: Dialect = {
  name: 'langfuse',
  attributes: {
    model: ['langfuse.observation.model.name'],
    session: ['langfuse.session.id', 'langfuse.trace.session_id'],
    user: ['langfuse.user.id', 'langfuse.trace.user_id'],
    traceName: ['langfuse.trace.name'],
  },
  tokens: {},
  facts: {
    reads: [TYPE, USAGE, COST, TAGS, TRACE_INPUT, TRACE_OUTPUT],
    kind: ({ attributes }) => kindFrom(KINDS, firstText(attributes, [TYPE])),
    tool: ({ name, attributes }) => (attributes.get(TYPE) === 'tool' ? name : undefined),
    reportedTokens: ({ attributes }) => tokensOf(jsonOf(attributes.get(USAGE))),
    cost: ({ attributes }) => costOf(jsonOf(attributes.get(COST))),
    tags: ({ attributes }) => tagsOf(attributes.get(TAGS)),
  },
  said: {
    reads: { input: [INPUT, TRACE_INPUT], output: [OUTPUT, TRACE_OUTPUT] },
    input: ({ attributes }) => readMessages(attributes.get(INPUT) ?? attributes.get(TRACE_INPUT), 'user'),
    output: ({ attributes }) => readMessages(attributes.get(OUTPUT) ?? attributes.get(TRACE_OUTPUT), 'assistant'),
  },
  details: {
    call: ({ name, attributes }) =>
      attributes.get(TYPE) === 'tool'
        ? {
            call: { id: undefined, name, arguments: jsonOf(attributes.get(INPUT)) },
            result: jsonOf(attributes.get(OUTPUT)),
          }
        : undefined,
    firstTokenMs: ({ start, attributes }) => {
      const time = Date.parse(String(jsonOf(attributes.get('langfuse.observation.completion_start_time'))));
      return Number.isNaN(time) ? undefined : Math.max(0, time - Number(start) / NS_PER_MS);
    },
    metadata: ({ attributes }) =>
      new Map([
        ...below(attributes, 'langfuse.trace.metadata.'),
        ...below(attributes, 'langfuse.observation.metadata.'),
      ]),
  },
};

const tokensOf = (details: unknown): { tokens: ReportedTokens; disjoint: boolean } | undefined => {
  if (!isObject(details)) return undefined;
  if (Object.hasOwn(details, 'prompt_tokens')) return { tokens: asOpenAi(details), disjoint: false };
  const tokens: Partial<Record<keyof ReportedTokens, number>> = {};
  for (const [name, field] of Object.entries(DISJOINT)) {
    const amount = amountOf(memberOf(details, name));
    if (amount !== undefined) tokens[field] = (tokens[field] ?? 0) + amount;
  }
  return { tokens, disjoint: true };
};

const costOf = (details: unknown): Cost | undefined => {
  if (!isObject(details)) return undefined;
  const [input, output] = [amountOf(memberOf(details, 'input')), amountOf(memberOf(details, 'output'))];
  const parts = Object.entries(details).filter(([name]) => name !== 'total');
  const sum = parts.reduce((all, [, part]) => all + (amountOf(part) ?? 0), 0);
  return { input, output, total: amountOf(memberOf(details, 'total')) ?? sum };
};

/** Usage just as OpenAI answers it, where details are part of the whole. */
const asOpenAi = (details: Readonly<Record<string, unknown>>): ReportedTokens => ({
  input: amountOf(details['prompt_tokens']),
  output: amountOf(details['completion_tokens']),
  cacheRead: amountOf(memberOf(details['prompt_tokens_details'], 'cached_tokens')),
  reasoning: amountOf(memberOf(details['completion_tokens_details'], 'reasoning_tokens')),
});
