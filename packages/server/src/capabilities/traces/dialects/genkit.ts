import { kindFrom } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import type { GenAiKind } from './gen-ai-span.ts';
import { below } from './indexed.ts';
import { readMessages } from './read-messages.ts';
import { amountOf, firstText, isObject, jsonOf, memberOf, textOf } from './span-view.ts';
import type { FactView } from './span-view.ts';

const KINDS: Readonly<Record<string, GenAiKind>> = {
  model: 'generation',
  'background-model': 'generation',
  embedder: 'embedding',
  retriever: 'retrieval',
  reranker: 'reranking',
  tool: 'tool',
  'tool.v2': 'tool',
  flow: 'chain',
  flowstep: 'chain',
  prompt: 'chain',
  'executable-prompt': 'chain',
  evaluator: 'evaluation',
  agent: 'agent',
  util: 'chain',
};

const NAME = 'genkit:name';
const TYPE = 'genkit:type';
const SUBTYPE = 'genkit:metadata:subtype';
const INPUT = 'genkit:input';
const OUTPUT = 'genkit:output';

/** Genkit. What a model used stands in its answer. */
export const genkit: Dialect = {
  name: 'genkit',
  attributes: { session: ['genkit:sessionId'] },
  tokens: {},
  facts: {
    reads: [NAME, TYPE, SUBTYPE, OUTPUT],
    kind: kindOf,
    model: (span) => (kindOf(span) === 'generation' ? firstText(span.attributes, [NAME]) : undefined),
    tool: (span) => (kindOf(span) === 'tool' ? firstText(span.attributes, [NAME]) : undefined),
    reportedTokens: (span) => {
      if (kindOf(span) !== 'generation') return undefined;
      const usage = memberOf(jsonOf(span.attributes.get(OUTPUT)), 'usage');
      if (!isObject(usage)) return undefined;
      const tokens = {
        input: amountOf(memberOf(usage, 'inputTokens')),
        output: amountOf(memberOf(usage, 'outputTokens')),
        cacheRead: amountOf(memberOf(usage, 'cachedContentTokens')),
        total: amountOf(memberOf(usage, 'totalTokens')),
      };
      return { tokens, disjoint: false };
    },
  },
  said: {
    reads: { input: [INPUT], output: [OUTPUT] },
    input: ({ attributes }) => readMessages(attributes.get(INPUT), 'user'),
    output: ({ attributes }) => readMessages(attributes.get(OUTPUT), 'assistant'),
  },
  details: {
    call: (span) => {
      const name = firstText(span.attributes, [NAME]);
      if (name === undefined || kindOf(span) !== 'tool') return undefined;
      const given = jsonOf(span.attributes.get(INPUT));
      return { call: { id: undefined, name, arguments: given }, result: jsonOf(span.attributes.get(OUTPUT)) };
    },
    finishReasons: ({ attributes }) => {
      const reason = textOf(memberOf(jsonOf(attributes.get(OUTPUT)), 'finishReason'));
      return reason === undefined ? [] : [reason];
    },
    metadata: ({ attributes }) => below(attributes, 'genkit:metadata:'),
  },
};

function kindOf({ attributes }: FactView): GenAiKind | undefined {
  return kindFrom(KINDS, firstText(attributes, [SUBTYPE])) ?? kindFrom(KINDS, firstText(attributes, [TYPE]));
}
