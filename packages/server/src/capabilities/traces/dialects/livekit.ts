import { kindFrom } from './dialect.ts';
import type { Dialect, Names } from './dialect.ts';
import type { GenAiKind, MessagePart } from './gen-ai-span.ts';
import { readMessages } from './read-messages.ts';
import { toolCallPart } from './read-parts.ts';
import { amountOf, firstText, jsonOf, listOf, textOf } from './span-view.ts';
import type { Attributes, FactView } from './span-view.ts';

/** Spans of LiveKit are told apart by their names. The request to the model is one of its own below `llm_node`. */
const KINDS: Readonly<Record<string, GenAiKind>> = {
  agent_session: 'agent',
  agent_turn: 'agent',
  llm_node: 'chain',
  function_tool: 'tool',
  judge_evaluation: 'evaluation',
};

const TOOL: Names = ['lk.function_tool.name'];
/** What may be private has `pii` in its name since version 1.3. */
const both = (name: string): Names => [`lk.pii.${name}`, `lk.${name}`];
const CONTEXT = both('chat_ctx');
const HEARD = [...both('user_input'), ...both('user_transcript'), ...both('input_text')];
const TEXT = both('response.text');
const CALLS = both('response.function_calls');
const MS = 1_000;

/** LiveKit Agents. */
export const liveKit: Dialect = {
  name: 'livekit',
  attributes: {
    session: [...both('room_name'), 'lk.job_id'],
    user: both('participant_identity'),
    agent: ['lk.agent_name', 'lk.agent_label'],
  },
  tokens: { cacheRead: ['gen_ai.usage.input_cached_tokens'], audio: ['gen_ai.usage.output_audio_tokens'] },
  facts: {
    reads: [...TOOL, 'lk.speech_id', 'lk.generation_id', 'lk.retry_count'],
    kind: kindOf,
    tool: ({ attributes }) => firstText(attributes, TOOL),
  },
  said: {
    reads: { input: [...CONTEXT, ...HEARD], output: [...TEXT, ...CALLS] },
    input: ({ attributes }) => readMessages(firstValue(attributes, [...CONTEXT, ...HEARD]), 'user'),
    output: ({ attributes }) => {
      const text = textOf(firstValue(attributes, TEXT));
      const said: readonly MessagePart[] = text === undefined ? [] : [{ kind: 'text', text }];
      const parts = [...said, ...listOf(jsonOf(firstValue(attributes, CALLS))).map(toolCallPart)];
      return parts.length === 0 ? [] : [{ role: 'assistant', parts }];
    },
  },
  details: {
    call: ({ attributes }) => {
      const name = firstText(attributes, TOOL);
      if (name === undefined) return undefined;
      const given = firstValue(attributes, [...both('function_tool.arguments'), 'lk.function_tool.args']);
      return {
        call: { id: firstText(attributes, ['lk.function_tool.id']), name, arguments: jsonOf(given) },
        result: jsonOf(firstValue(attributes, both('function_tool.output'))),
      };
    },
    firstTokenMs: ({ attributes }) => {
      const seconds = amountOf(attributes.get('lk.response.ttft'));
      return seconds === undefined ? undefined : seconds * MS;
    },
  },
};

function kindOf({ name, attributes }: FactView): GenAiKind | undefined {
  if (attributes.has('lk.function_tool.name')) return 'tool';
  return ['lk.speech_id', 'lk.generation_id', 'lk.agent_label', 'lk.agent_name', 'lk.job_id'].some((each) =>
    attributes.has(each),
  )
    ? kindFrom(KINDS, name)
    : undefined;
}

const firstValue = (attributes: Attributes, names: Names): unknown =>
  attributes.get(names.find((name) => attributes.has(name)) ?? '');
