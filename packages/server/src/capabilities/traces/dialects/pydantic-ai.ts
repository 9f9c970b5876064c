import type { Dialect } from './dialect.ts';
import type { Message } from './gen-ai-span.ts';
import { readMessages } from './read-messages.ts';
import { amountOf, firstText, jsonOf, tagsOf } from './span-view.ts';
import type { SpanView } from './span-view.ts';

const ALL = 'pydantic_ai.all_messages';
/** Of before its version 1: events in a list, which are messages with the name of an event. */
const EVENTS = ['all_messages_events', 'events'];
const RESULT = 'final_result';

/** Pydantic AI and Logfire. A request to a model they write as OpenTelemetry does; here is what they have beside it. */
export const pydanticAi: Dialect = {
  name: 'pydantic-ai',
  attributes: { requestedModel: ['model_name'], agent: ['agent_name'] },
  tokens: {
    cacheRead: ['gen_ai.usage.details.cache_read_tokens', 'gen_ai.usage.details.cached_tokens'],
    cacheWrite: ['gen_ai.usage.details.cache_write_tokens'],
    reasoning: ['gen_ai.usage.details.reasoning_tokens'],
  },
  facts: {
    reads: ['operation.cost', 'logfire.tags'],
    kind: ({ attributes }) => (firstText(attributes, ['agent_name']) === undefined ? undefined : 'agent'),
    cost: ({ attributes }) => {
      const total = amountOf(attributes.get('operation.cost'));
      return total === undefined ? undefined : { input: undefined, output: undefined, total };
    },
    tags: ({ attributes }) => tagsOf(attributes.get('logfire.tags')),
  },
  said: {
    reads: { input: [ALL, ...EVENTS], output: [RESULT] },
    input: (span) => conversation(span).input,
    output: (span) => {
      const result = span.attributes.get(RESULT);
      return result === undefined ? conversation(span).output : readMessages(result, 'assistant');
    },
  },
  details: {
    call: ({ attributes }) => {
      const name = firstText(attributes, ['gen_ai.tool.name']);
      if (name === undefined || !attributes.has('tool_arguments')) return undefined;
      const id = firstText(attributes, ['gen_ai.tool.call.id']);
      return {
        call: { id, name, arguments: jsonOf(attributes.get('tool_arguments')) },
        result: jsonOf(attributes.get('tool_response')),
      };
    },
  },
};

/** Of a run all messages stand in one list: the last one of the assistant is the answer. */
const conversation = ({ attributes }: SpanView): { input: readonly Message[]; output: readonly Message[] } => {
  const name = [ALL, ...EVENTS].find((each) => attributes.has(each));
  const messages = name === undefined ? [] : readMessages(attributes.get(name), 'user');
  const last = messages.length - 1;
  return messages[last]?.role === 'assistant'
    ? { input: messages.slice(0, last), output: messages.slice(last) }
    : { input: messages, output: [] };
};
