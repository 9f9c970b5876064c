import type { Dialect } from './dialect.ts';
import { readMessages } from './read-messages.ts';
import { firstText, isObject, jsonOf, memberOf, textOf } from './span-view.ts';
import type { Attributes, SpanView } from './span-view.ts';

const REQUEST = 'gcp.vertex.agent.llm_request';
const RESPONSE = 'gcp.vertex.agent.llm_response';
const ARGUMENTS = 'gcp.vertex.agent.tool_call_args';
const RESULT = 'gcp.vertex.agent.tool_response';

/** The Agent Development Kit of Google, as far as it does not speak as OpenTelemetry does. */
export const vertexAgent: Dialect = {
  name: 'vertex-agent',
  attributes: { session: ['gcp.vertex.agent.session_id'] },
  tokens: {},
  facts: { reads: [], kind: () => undefined },
  said: {
    reads: { input: [REQUEST], output: [RESPONSE] },
    input: ({ attributes }) => {
      const request = given(attributes, REQUEST);
      const config = memberOf(request, 'config');
      return [
        ...readMessages(textOf(memberOf(config, 'system_instruction')), 'system'),
        ...readMessages(request, 'user'),
      ];
    },
    output: ({ attributes }) => readMessages(given(attributes, RESPONSE), 'model'),
  },
  details: {
    call: ({ attributes }) => {
      const name = firstText(attributes, ['gen_ai.tool.name']);
      if (name === undefined || !attributes.has(ARGUMENTS)) return undefined;
      const id = firstText(attributes, ['gen_ai.tool.call.id']);
      return { call: { id, name, arguments: given(attributes, ARGUMENTS) }, result: given(attributes, RESULT) };
    },
    finishReasons: (span) => finishReasons(span),
  },
};

/** What is not to be told is written as an empty object. */
const given = (attributes: Attributes, name: string): unknown => {
  const value = jsonOf(attributes.get(name));
  if (value === 'N/A' || value === '<not specified>') return undefined;
  return isObject(value) && Object.keys(value).length === 0 ? undefined : value;
};

const finishReasons = ({ attributes }: SpanView): readonly string[] => {
  const reason = textOf(memberOf(given(attributes, RESPONSE), 'finish_reason'));
  return reason === undefined ? [] : [reason];
};
