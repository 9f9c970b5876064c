import { kindFrom } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import type { GenAiKind, Message } from './gen-ai-span.ts';
import { readMessages } from './read-messages.ts';
import { amountOf, firstAmount, firstText, jsonOf, listOf, memberOf, textOf } from './span-view.ts';
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
};

/** Events of before 1.37, by the role whose message they are. */
const ROLES: Readonly<Record<string, string>> = {
  'gen_ai.system.message': 'system',
  'gen_ai.user.message': 'user',
  'gen_ai.assistant.message': 'assistant',
  'gen_ai.tool.message': 'tool',
};

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
    agent: ['gen_ai.agent.name', 'gen_ai.agent.id'],
  },
  tokens: {
    input: ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'],
    output: ['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'],
    cacheRead: ['gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens'],
    cacheWrite: ['gen_ai.usage.cache_creation.input_tokens', 'gen_ai.usage.cache_creation_input_tokens'],
    reasoning: ['gen_ai.usage.reasoning.output_tokens', 'gen_ai.usage.reasoning_tokens'],
    audio: ['gen_ai.usage.audio.output_tokens'],
  },
  kind: ({ attributes }) => kindFrom(KINDS, firstText(attributes, ['gen_ai.operation.name'])),
  input: (span) => [
    ...readMessages(said(span, 'gen_ai.system_instructions'), 'system'),
    ...orElse(readMessages(said(span, 'gen_ai.input.messages'), 'user'), () => [
      ...span.events.flatMap(inputEvent),
      ...readMessages(span.attributes.get('gen_ai.prompt'), 'user'),
    ]),
  ],
  output: (span) =>
    orElse(readMessages(said(span, 'gen_ai.output.messages'), 'assistant'), () => [
      ...span.events.flatMap(outputEvent),
      ...readMessages(span.attributes.get('gen_ai.completion'), 'assistant'),
    ]),
  tool: ({ attributes }) => {
    const name = firstText(attributes, ['gen_ai.tool.name']);
    if (name === undefined) return undefined;
    const id = firstText(attributes, ['gen_ai.tool.call.id']);
    const call = { id, name, arguments: jsonOf(attributes.get('gen_ai.tool.call.arguments')) };
    return { call, result: jsonOf(attributes.get('gen_ai.tool.call.result')) };
  },
  cost: ({ attributes }) => {
    const total = firstAmount(attributes, ['gen_ai.usage.cost']);
    return total === undefined ? undefined : { input: undefined, output: undefined, total };
  },
  finishReasons: ({ attributes, events }) => [
    ...listOf(jsonOf(attributes.get('gen_ai.response.finish_reasons'))).flatMap((reason) => textOf(reason) ?? []),
    ...events.flatMap((event) =>
      event.name === 'gen_ai.choice' ? (textOf(event.attributes.get('finish_reason')) ?? []) : [],
    ),
  ],
  firstTokenMs: ({ attributes }) => {
    const seconds = amountOf(attributes.get('gen_ai.response.time_to_first_chunk'));
    return seconds === undefined ? undefined : seconds * MS;
  },
};

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
