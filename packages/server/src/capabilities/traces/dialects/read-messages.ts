import type { Message, MessagePart, ToolCall } from './gen-ai-span.ts';
import { isObject, jsonOf, listOf, memberOf, textOf } from './span-view.ts';

/**
 * Messages as OpenTelemetry, OpenAI, Anthropic and the AI SDK write them, in JSON text or as they are: one, a list, or an object
 * with a list in it. Anything else is the text of one message.
 */
export const readMessages = (value: unknown, role: string): readonly Message[] => {
  const read = jsonOf(value);
  if (read === undefined || read === null || read === '') return [];
  const inside = memberOf(read, 'messages');
  const list = Array.isArray(read) ? read : Array.isArray(inside) ? inside : [read];
  if (!list.some(isMessage)) return [{ role, parts: partsOf(read) }];
  return list.map((item: unknown) => readMessage(item, role));
};

const isMessage = (value: unknown): boolean =>
  isObject(value) && (Object.hasOwn(value, 'role') || Object.hasOwn(value, 'parts'));

const readMessage = (value: unknown, role: string): Message => {
  const own = textOf(memberOf(value, 'role')) ?? role;
  if (!isObject(value)) return { role: own, parts: partsOf(value) };
  const content = memberOf(value, 'parts') ?? memberOf(value, 'content');
  const resultOf = textOf(memberOf(value, 'tool_call_id'));
  const parts: readonly MessagePart[] =
    resultOf === undefined ? partsOf(content) : [{ kind: 'tool_result', id: resultOf, result: jsonOf(content) }];
  const calls = listOf(jsonOf(memberOf(value, 'tool_calls'))).map(toolCallPart);
  return { role: own, parts: [...parts, ...calls] };
};

const partsOf = (value: unknown): readonly MessagePart[] => {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'string') return [{ kind: 'text', text: value }];
  return Array.isArray(value) ? value.map(readPart) : [readPart(value)];
};

const toolCallPart = (value: unknown): MessagePart => ({ kind: 'tool_call', call: readToolCall(value) });

const readPart = (value: unknown): MessagePart => {
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
      return toolCallPart(value);
    case 'tool_call_response':
    case 'tool-result':
    case 'tool_result':
      return { kind: 'tool_result', id: firstOf(value, IDS), result: jsonOf(firstValue(value, RESULTS)) };
    default:
      return { kind: 'other', value };
  }
};

const IDS = ['id', 'toolCallId', 'tool_call_id', 'tool_use_id', 'callId'];
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
