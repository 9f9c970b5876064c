import { kindFrom } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import type { GenAiKind } from './gen-ai-span.ts';
import { readMessages } from './read-messages.ts';
import { amountOf, firstName, isObject, jsonOf, memberOf } from './span-view.ts';

const KINDS: Readonly<Record<string, GenAiKind>> = {
  llm: 'generation',
  chat_model: 'generation',
  embedding: 'embedding',
  retriever: 'retrieval',
  memory: 'retrieval',
  reranker: 'reranking',
  tool: 'tool',
  agent: 'agent',
  chain: 'chain',
  workflow: 'chain',
  task: 'chain',
  guardrail: 'guardrail',
  evaluator: 'evaluation',
  parser: 'span',
};

const TYPE = 'mlflow.spanType';
const INPUTS = 'mlflow.spanInputs';
const OUTPUTS = 'mlflow.spanOutputs';
const USAGE = 'mlflow.chat.tokenUsage';
const COST = 'mlflow.llm.cost';

/** MLflow Tracing, which writes each attribute as JSON. */
export const mlflow: Dialect = {
  name: 'mlflow',
  attributes: {
    model: ['mlflow.llm.model'],
    provider: ['mlflow.llm.provider'],
    session: ['mlflow.trace.session'],
    user: ['mlflow.trace.user'],
    traceName: ['mlflow.traceName'],
  },
  tokens: {},
  facts: {
    reads: [TYPE, USAGE, COST],
    kind: ({ attributes }) => kindFrom(KINDS, firstName(attributes, [TYPE])),
    tool: ({ name, attributes }) => (kindFrom(KINDS, firstName(attributes, [TYPE])) === 'tool' ? name : undefined),
    reportedTokens: ({ attributes }) => {
      const usage = jsonOf(attributes.get(USAGE));
      if (!isObject(usage)) return undefined;
      const tokens = {
        input: amountOf(memberOf(usage, 'input_tokens')),
        output: amountOf(memberOf(usage, 'output_tokens')),
        total: amountOf(memberOf(usage, 'total_tokens')),
        cacheRead: amountOf(memberOf(usage, 'cache_read_input_tokens')),
        cacheWrite: amountOf(memberOf(usage, 'cache_creation_input_tokens')),
      };
      return { tokens, disjoint: false };
    },
    cost: ({ attributes }) => {
      const cost = jsonOf(attributes.get(COST));
      const [input, output] = [amountOf(memberOf(cost, 'input_cost')), amountOf(memberOf(cost, 'output_cost'))];
      const total = amountOf(memberOf(cost, 'total_cost'));
      return total === undefined ? undefined : { input, output, total };
    },
  },
  said: {
    reads: { input: [INPUTS], output: [OUTPUTS] },
    input: ({ attributes }) => readMessages(attributes.get(INPUTS), 'user'),
    output: ({ attributes }) => readMessages(attributes.get(OUTPUTS), 'assistant'),
  },
  details: {
    call: ({ name, attributes }) =>
      kindFrom(KINDS, firstName(attributes, [TYPE])) === 'tool'
        ? {
            call: { id: undefined, name, arguments: jsonOf(attributes.get(INPUTS)) },
            result: jsonOf(attributes.get(OUTPUTS)),
          }
        : undefined,
  },
};
