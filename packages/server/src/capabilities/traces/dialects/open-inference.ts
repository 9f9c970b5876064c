import { kindFrom } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import type { GenAiKind, Message, MessagePart } from './gen-ai-span.ts';
import { indexed } from './indexed.ts';
import { readMessages } from './read-messages.ts';
import { amountOf, firstText, isObject, jsonOf, tagsOf, textOf } from './span-view.ts';
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
  decision: 'generation',
  prompt: 'span',
};

const DECISION = ['decision.response.model_name', 'decision.model_name'];
const COST = { input: 'llm.cost.prompt', output: 'llm.cost.completion', total: 'llm.cost.total' };

/** OpenInference, which Phoenix and its instrumentations speak. */
export const openInference: Dialect = {
  name: 'openinference',
  attributes: {
    model: ['llm.response.model_name', 'llm.model_name', 'embedding.model_name', 'reranker.model_name', ...DECISION],
    requestedModel: ['llm.request.model_name'],
    provider: ['llm.provider', 'llm.system'],
    session: ['session.id'],
    user: ['user.id'],
    agent: ['agent.name', 'graph.node.name', 'graph.node.id'],
  },
  tokens: {
    input: ['llm.token_count.prompt', 'decision.token_count.input'],
    output: ['llm.token_count.completion', 'decision.token_count.output'],
    total: ['llm.token_count.total'],
    cacheRead: ['llm.token_count.prompt_details.cache_read', 'llm.token_count.prompt_details.cache_input'],
    cacheWrite: ['llm.token_count.prompt_details.cache_write'],
    reasoning: ['llm.token_count.completion_details.reasoning'],
    audio: ['llm.token_count.completion_details.audio'],
  },
  facts: {
    reads: ['openinference.span.kind', 'tool.name', ...Object.values(COST), 'tag.tags'],
    kind: ({ attributes }) => kindFrom(KINDS, firstText(attributes, ['openinference.span.kind'])),
    tool: ({ attributes }) => firstText(attributes, ['tool.name']),
    cost: ({ attributes }) => {
      const [input, output] = [amountOf(attributes.get(COST.input)), amountOf(attributes.get(COST.output))];
      const total = amountOf(attributes.get(COST.total));
      if (total === undefined && input === undefined && output === undefined) return undefined;
      return { input, output, total: total ?? (input ?? 0) + (output ?? 0) };
    },
    tags: ({ attributes }) => tagsOf(attributes.get('tag.tags')),
  },
  said: {
    reads: { input: ['input.value'], output: ['output.value'] },
    listedBelow: { input: ['llm.input_messages', 'llm.prompts'], output: ['llm.output_messages', 'llm.choices'] },
    input: (span) => messages(span, LISTS.input, 'user'),
    output: (span) => messages(span, LISTS.output, 'assistant'),
  },
  details: {
    call: ({ attributes }) => {
      const name = firstText(attributes, ['tool.name']);
      if (name === undefined) return undefined;
      const given = attributes.get('tool.parameters') ?? attributes.get('input.value');
      return {
        call: { id: firstText(attributes, ['tool.id', 'tool_call.id']), name, arguments: jsonOf(given) },
        result: jsonOf(attributes.get('output.value')),
      };
    },
    finishReasons: ({ attributes }) => {
      const reason = firstText(attributes, ['llm.finish_reason']);
      return reason === undefined ? [] : [reason];
    },
    metadata: ({ attributes }) => {
      const metadata = jsonOf(attributes.get('metadata'));
      return new Map(isObject(metadata) ? Object.entries(metadata) : []);
    },
  },
};

/** A generation has messages; whatever else there is has a value. */
const messages = ({ attributes }: SpanView, { list, texts, text, value }: Lists, role: string): readonly Message[] => {
  const items = indexed(attributes, list);
  if (items.length > 0) return items.map((item) => messageOf(item, role));
  const plain = indexed(attributes, texts).flatMap((item) => textOf(item.get(text)) ?? []);
  if (plain.length > 0) return plain.map((said) => ({ role, parts: [{ kind: 'text', text: said }] }));
  return readMessages(attributes.get(value), role);
};

interface Lists {
  readonly list: string;
  /** Where a model only goes on with a text. */
  readonly texts: string;
  readonly text: string;
  readonly value: string;
}

const LISTS: Readonly<Record<'input' | 'output', Lists>> = {
  input: { list: 'llm.input_messages', texts: 'llm.prompts', text: 'prompt.text', value: 'input.value' },
  output: { list: 'llm.output_messages', texts: 'llm.choices', text: 'completion.text', value: 'output.value' },
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
