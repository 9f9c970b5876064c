import { kindFrom } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import type { GenAiKind, Message, MessagePart } from './gen-ai-span.ts';
import { indexed } from './indexed.ts';
import { readMessages } from './read-messages.ts';
import { amountOf, firstText, isObject, jsonOf, listOf, textOf } from './span-view.ts';
import type { Attributes, SpanView } from './span-view.ts';

const KINDS: Readonly<Record<string, GenAiKind>> = {
  llm: 'generation',
  embedding: 'embedding',
  retriever: 'retrieval',
  reranker: 'reranking',
  tool: 'tool',
  agent: 'agent',
  chain: 'chain',
  guardrail: 'guardrail',
  evaluator: 'evaluation',
  prompt: 'span',
};

/** OpenInference, which Phoenix and its instrumentations speak. */
export const openInference: Dialect = {
  name: 'openinference',
  attributes: {
    model: ['llm.response.model_name', 'llm.model_name', 'embedding.model_name', 'reranker.model_name'],
    requestedModel: ['llm.request.model_name'],
    provider: ['llm.provider', 'llm.system'],
    session: ['session.id'],
    user: ['user.id'],
    agent: ['agent.name', 'graph.node.name', 'graph.node.id'],
  },
  tokens: {
    input: ['llm.token_count.prompt'],
    output: ['llm.token_count.completion'],
    total: ['llm.token_count.total'],
    cacheRead: ['llm.token_count.prompt_details.cache_read'],
    cacheWrite: ['llm.token_count.prompt_details.cache_write'],
    reasoning: ['llm.token_count.completion_details.reasoning'],
    audio: ['llm.token_count.completion_details.audio'],
  },
  kind: ({ attributes }) => kindFrom(KINDS, firstText(attributes, ['openinference.span.kind'])),
  input: (span) => messages(span, 'llm.input_messages', 'input.value', 'user'),
  output: (span) => messages(span, 'llm.output_messages', 'output.value', 'assistant'),
  tool: ({ attributes }) => {
    const name = firstText(attributes, ['tool.name']);
    if (name === undefined) return undefined;
    const given = attributes.get('tool.parameters') ?? attributes.get('input.value');
    return {
      call: { id: firstText(attributes, ['tool.id', 'tool_call.id']), name, arguments: jsonOf(given) },
      result: jsonOf(attributes.get('output.value')),
    };
  },
  cost: ({ attributes }) => {
    const [input, output] = [
      amountOf(attributes.get('llm.cost.prompt')),
      amountOf(attributes.get('llm.cost.completion')),
    ];
    const total = amountOf(attributes.get('llm.cost.total'));
    if (total === undefined && input === undefined && output === undefined) return undefined;
    return { input, output, total: total ?? (input ?? 0) + (output ?? 0) };
  },
  tags: ({ attributes }) => listOf(jsonOf(attributes.get('tag.tags'))).flatMap((tag) => textOf(tag) ?? []),
  metadata: ({ attributes }) => {
    const metadata = jsonOf(attributes.get('metadata'));
    return new Map(isObject(metadata) ? Object.entries(metadata) : []);
  },
};

/** A generation has messages; whatever else there is has a value. */
const messages = ({ attributes }: SpanView, list: string, value: string, role: string): readonly Message[] => {
  const items = indexed(attributes, list);
  return items.length > 0 ? items.map((item) => messageOf(item, role)) : readMessages(attributes.get(value), role);
};

const messageOf = (item: Attributes, role: string): Message => {
  const id = textOf(item.get('message.tool_call_id'));
  const content = textOf(item.get('message.content'));
  const text: readonly MessagePart[] = content === undefined ? [] : [{ kind: 'text', text: content }];
  return {
    role: textOf(item.get('message.role')) ?? role,
    parts: [
      ...(id === undefined ? text : [{ kind: 'tool_result', id, result: jsonOf(content) } as const]),
      ...indexed(item, 'message.contents').map(contentOf),
      ...indexed(item, 'message.tool_calls').map(callOf),
    ],
  };
};

const contentOf = (item: Attributes): MessagePart => {
  const text = textOf(item.get('message_content.text'));
  return text === undefined ? { kind: 'other', value: Object.fromEntries(item) } : { kind: 'text', text };
};

const callOf = (item: Attributes): MessagePart => ({
  kind: 'tool_call',
  call: {
    id: textOf(item.get('tool_call.id')),
    name: textOf(item.get('tool_call.function.name')) ?? '',
    arguments: jsonOf(item.get('tool_call.function.arguments')),
  },
});
