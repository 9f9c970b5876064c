import type { MessagePart, ToolCall } from './gen-ai-span.ts';
import { isObject, jsonOf, memberOf, textOf } from './span-view.ts';

export const partsOf = (value: unknown): readonly MessagePart[] => {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'string') return [{ kind: 'text', text: value }];
  return Array.isArray(value) ? value.map(readPart) : [readPart(value)];
};

export const toolCallPart = (value: unknown): MessagePart => ({ kind: 'tool_call', call: readToolCall(value) });

export const readPart = (value: unknown): MessagePart => {
  if (typeof value === 'string') return { kind: 'text', text: value };
  const text = memberOf(value, 'text') ?? memberOf(value, 'content');
  switch (memberOf(value, 'type')) {
    case 'text':
    case 'input_text':
    case 'output_text':
      return typeof text === 'string' ? { kind: 'text', text } : { kind: 'other', value };
    case 'reasoning':
    case 'thinking': {
      const thought = memberOf(value, 'thinking') ?? text;
      return typeof thought === 'string' ? { kind: 'reasoning', text: thought } : { kind: 'other', value };
    }
    case 'tool_call':
    case 'tool-call':
    case 'tool_use':
    case 'function':
    case 'function_call':
      return toolCallPart(value);
    case 'tool_call_response':
    case 'tool-result':
    case 'tool_result':
    case 'function_call_output':
      return resultPart(value);
    case undefined:
      return readNamedPart(value);
    default:
      return { kind: 'other', value };
  }
};

/** Google and Genkit say what a part is by the name of its only member. */
const readNamedPart = (value: unknown): MessagePart => {
  const text = memberOf(value, 'text');
  if (typeof text === 'string') return { kind: memberOf(value, 'thought') === true ? 'reasoning' : 'text', text };
  const thought = memberOf(value, 'reasoning');
  if (typeof thought === 'string') return { kind: 'reasoning', text: thought };
  const call = firstValue(value, ['function_call', 'functionCall', 'toolRequest']);
  if (isObject(call)) return toolCallPart(call);
  const response = firstValue(value, ['function_response', 'functionResponse', 'toolResponse']);
  return isObject(response) ? resultPart(response) : { kind: 'other', value };
};

const resultPart = (value: unknown): MessagePart => ({
  kind: 'tool_result',
  id: firstOf(value, IDS),
  result: jsonOf(firstValue(value, RESULTS)),
});

const IDS = ['call_id', 'id', 'toolCallId', 'tool_call_id', 'tool_use_id', 'callId', 'ref'];
const NAMES = ['name', 'toolName', 'tool_name'];
const ARGUMENTS = ['arguments', 'input', 'args'];
const RESULTS = ['response', 'result', 'output', 'content'];

const firstValue = (value: unknown, names: readonly string[]): unknown => {
  for (const name of names) if (memberOf(value, name) !== undefined) return memberOf(value, name);
  return undefined;
};

const firstOf = (value: unknown, names: readonly string[]): string | undefined => textOf(firstValue(value, names));

/** With its function inside, as OpenAI writes it, or flat. */
export const readToolCall = (value: unknown): ToolCall => {
  const inner = memberOf(value, 'function');
  const from = isObject(inner) ? inner : value;
  return { id: firstOf(value, IDS), name: firstOf(from, NAMES) ?? '', arguments: jsonOf(firstValue(from, ARGUMENTS)) };
};
