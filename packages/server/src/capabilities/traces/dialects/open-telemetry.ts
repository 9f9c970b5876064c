import { kindFrom } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import type { GenAiKind, Message } from './gen-ai-span.ts';
import { readMessages } from './read-messages.ts';
import { amountOf, firstAmount, firstText, jsonOf, memberOf, tagsOf, textOf } from './span-view.ts';
import type { SpanView } from './span-view.ts';

const KINDS: Readonly<Record<string, GenAiKind>> = {
  chat: 'generation',
  generate_content: 'generation',
  text_completion: 'generation',
  embeddings: 'embedding',
  retrieval: 'retrieval',
  execute_tool: 'tool',
  create_agent: 'agent',
  invoke_agent: 'agent',
  invoke_workflow: 'chain',
  plan: 'chain',
  fetch_response: 'generation',
  search_memory: 'retrieval',
  create_memory: 'span',
  update_memory: 'span',
  upsert_memory: 'span',
  delete_memory: 'span',
  create_memory_store: 'span',
  delete_memory_store: 'span',
};

/** Events of before 1.37, by the role whose message they are. */
const ROLES: Readonly<Record<string, string>> = {
  'gen_ai.system.message': 'system',
  'gen_ai.user.message': 'user',
  'gen_ai.assistant.message': 'assistant',
  'gen_ai.tool.message': 'tool',
};

const QUERIES = ['gen_ai.retrieval.query.text', 'gen_ai.memory.query.text'];
const FOUND = ['gen_ai.retrieval.documents', 'gen_ai.memory.records'];

const DETAILS = 'gen_ai.client.inference.operation.details';
const MS = 1_000;

/** The semantic conventions of OpenTelemetry, from 1.27 on and as they are now. */
export const openTelemetry: Dialect = {
  name: 'opentelemetry',
  attributes: {
    model: ['gen_ai.response.model'],
    requestedModel: ['gen_ai.request.model'],
    provider: ['gen_ai.provider.name', 'gen_ai.system'],
    session: ['gen_ai.conversation.id', 'session.id'],
    user: ['user.id', 'enduser.id'],
    agent: ['gen_ai.agent.name', 'gen_ai.agent.id', 'gen_ai.workflow.name'],
  },
  tokens: {
    input: ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'],
    output: ['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'],
    cacheRead: ['gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens'],
    cacheWrite: [
      'gen_ai.usage.cache_write.input_tokens',
      'gen_ai.usage.cache_creation.input_tokens',
      'gen_ai.usage.cache_creation_input_tokens',
    ],
    reasoning: ['gen_ai.usage.reasoning.output_tokens', 'gen_ai.usage.reasoning_tokens'],
    audio: ['gen_ai.usage.audio.output_tokens'],
  },
  facts: {
    reads: ['gen_ai.operation.name', 'gen_ai.tool.name', 'gen_ai.usage.cost'],
    kind: ({ attributes }) => kindFrom(KINDS, firstText(attributes, ['gen_ai.operation.name'])),
    tool: ({ attributes }) => firstText(attributes, ['gen_ai.tool.name']),
    cost: ({ attributes }) => {
      const total = firstAmount(attributes, ['gen_ai.usage.cost']);
      return total === undefined ? undefined : { input: undefined, output: undefined, total };
    },
  },
  said: {
    reads: {
      input: ['gen_ai.system_instructions', 'gen_ai.input.messages', 'gen_ai.prompt', ...QUERIES],
      output: ['gen_ai.output.messages', 'gen_ai.completion', ...FOUND],
    },
    input: (span) => [
      ...readMessages(said(span, 'gen_ai.system_instructions'), 'system'),
      ...orElse(readMessages(said(span, 'gen_ai.input.messages'), 'user'), () => [
        ...span.events.flatMap(inputEvent),
        ...readMessages(firstValue(span, ['gen_ai.prompt', ...QUERIES]), 'user'),
      ]),
    ],
    output: (span) =>
      orElse(readMessages(said(span, 'gen_ai.output.messages'), 'assistant'), () => [
        ...span.events.flatMap(outputEvent),
        ...readMessages(firstValue(span, ['gen_ai.completion', ...FOUND]), 'assistant'),
      ]),
  },
  details: {
    call: ({ attributes }) => {
      const name = firstText(attributes, ['gen_ai.tool.name']);
      if (name === undefined) return undefined;
      const id = firstText(attributes, ['gen_ai.tool.call.id']);
      const call = { id, name, arguments: jsonOf(attributes.get('gen_ai.tool.call.arguments')) };
      return { call, result: jsonOf(attributes.get('gen_ai.tool.call.result')) };
    },
    finishReasons: ({ attributes, events }) => [
      ...tagsOf(attributes.get('gen_ai.response.finish_reasons')),
      ...events.flatMap((event) =>
        event.name === 'gen_ai.choice' ? (textOf(event.attributes.get('finish_reason')) ?? []) : [],
      ),
    ],
    firstTokenMs: ({ attributes }) => {
      const seconds = amountOf(attributes.get('gen_ai.response.time_to_first_chunk'));
      return seconds === undefined ? undefined : seconds * MS;
    },
  },
};

const firstValue = ({ attributes }: SpanView, names: readonly string[]): unknown =>
  attributes.get(names.find((name) => attributes.has(name)) ?? '');

/** Content is opt-in, and stands in the span or in its event. */
const said = ({ attributes, events }: SpanView, name: string): unknown =>
  attributes.get(name) ?? events.find((event) => event.name === DETAILS)?.attributes.get(name);

const inputEvent = ({ name, attributes }: SpanView['events'][number]): readonly Message[] => {
  if (name === 'gen_ai.content.prompt') return readMessages(attributes.get('gen_ai.prompt'), 'user');
  const role = Object.hasOwn(ROLES, name) ? ROLES[name] : undefined;
  if (role === undefined) return [];
  const id = textOf(attributes.get('id'));
  const message = {
    role: attributes.get('role') ?? role,
    content: attributes.get('content'),
    tool_calls: attributes.get('tool_calls'),
    ...(role === 'tool' && id !== undefined ? { tool_call_id: id } : {}),
  };
  return readMessages([message], role);
};

const outputEvent = ({ name, attributes }: SpanView['events'][number]): readonly Message[] => {
  if (name === 'gen_ai.content.completion') return readMessages(attributes.get('gen_ai.completion'), 'assistant');
  if (name !== 'gen_ai.choice') return [];
  const message = jsonOf(attributes.get('message'));
  const written = { content: attributes.get('content'), tool_calls: attributes.get('tool_calls') };
  const role = memberOf(message, 'role') ?? attributes.get('role') ?? 'assistant';
  return readMessages(
    [typeof message === 'object' && message !== null ? { ...message, role } : { ...written, role }],
    'assistant',
  );
};

const orElse = (messages: readonly Message[], others: () => readonly Message[]): readonly Message[] =>
  messages.length > 0 ? messages : others();
