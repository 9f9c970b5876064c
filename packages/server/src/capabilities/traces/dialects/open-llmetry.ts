import { kindFrom } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import type { GenAiKind, Message } from './gen-ai-span.ts';
import { below, indexed } from './indexed.ts';
import { readMessages } from './read-messages.ts';
import { firstText, jsonOf, memberOf, textOf } from './span-view.ts';
import type { Attributes, FactView, SpanView } from './span-view.ts';

const KINDS: Readonly<Record<string, GenAiKind>> = {
  workflow: 'chain',
  task: 'chain',
  agent: 'agent',
  tool: 'tool',
  chat: 'generation',
  completion: 'generation',
  embedding: 'embedding',
  rerank: 'reranking',
};

const toolOf = ({ attributes }: FactView): string | undefined =>
  attributes.get('traceloop.span.kind') === 'tool' ? firstText(attributes, ['traceloop.entity.name']) : undefined;

const ASSOCIATED = 'traceloop.association.properties.';

/** OpenLLMetry, by Traceloop. What it has of OpenTelemetry's own names is read there. */
export const openLlmetry: Dialect = {
  name: 'openllmetry',
  attributes: {
    session: [`${ASSOCIATED}session_id`],
    user: [`${ASSOCIATED}user_id`, 'gen_ai.user', 'llm.user'],
    agent: ['traceloop.entity.name', 'traceloop.workflow.name'],
  },
  tokens: {
    total: ['llm.usage.total_tokens', 'gen_ai.usage.total_tokens'],
    reasoning: ['llm.usage.reasoning_tokens'],
  },
  facts: {
    reads: ['llm.request.type', 'traceloop.span.kind'],
    kind: ({ attributes }) => kindFrom(KINDS, firstText(attributes, ['llm.request.type', 'traceloop.span.kind'])),
    tool: toolOf,
  },
  said: {
    reads: { input: ['traceloop.entity.input'], output: ['traceloop.entity.output'] },
    listedBelow: { input: ['gen_ai.prompt'], output: ['gen_ai.completion'] },
    input: (span) => messages(span, 'gen_ai.prompt', 'traceloop.entity.input', 'user'),
    output: (span) => messages(span, 'gen_ai.completion', 'traceloop.entity.output', 'assistant'),
  },
  details: {
    call: (span) => {
      const name = toolOf(span);
      if (name === undefined) return undefined;
      const input = jsonOf(span.attributes.get('traceloop.entity.input'));
      const given = memberOf(input, 'inputs') ?? memberOf(input, 'input_str') ?? input;
      return {
        call: { id: undefined, name, arguments: given },
        result: jsonOf(span.attributes.get('traceloop.entity.output')),
      };
    },
    finishReasons: ({ attributes }) =>
      indexed(attributes, 'gen_ai.completion').flatMap((item) => textOf(item.get('finish_reason')) ?? []),
    metadata: ({ attributes }) => below(attributes, ASSOCIATED),
  },
};

const messages = ({ attributes }: SpanView, list: string, entity: string, role: string): readonly Message[] => {
  const items = indexed(attributes, list);
  return items.length > 0
    ? items.flatMap((item) => readMessages([messageOf(item, role)], role))
    : readMessages(attributes.get(entity), role);
};

const messageOf = (item: Attributes, role: string): object => ({
  role: textOf(item.get('role')) ?? role,
  content: contentOf(item.get('content')),
  tool_calls: indexed(item, 'tool_calls').map((call) => Object.fromEntries(call)),
  ...(item.has('tool_call_id') ? { tool_call_id: item.get('tool_call_id') } : {}),
});

/** Parts are written as JSON text; other JSON is what somebody said. */
const contentOf = (value: unknown): unknown => {
  const parsed = jsonOf(value);
  return Array.isArray(parsed) && parsed.some((part) => memberOf(part, 'type') !== undefined) ? parsed : value;
};
