import type { Message } from './gen-ai-span.ts';
import { partsOf, readPart, toolCallPart } from './read-parts.ts';
import { isObject, jsonOf, listOf, memberOf, textOf } from './span-view.ts';

/**
 * Messages as OpenTelemetry, OpenAI, Anthropic, Google, LangChain and the AI SDK write them, in JSON text or as they are: one, a
 * list, or an object with a list in it. Anything else is the text of one message.
 */
export const readMessages = (value: unknown, role: string): readonly Message[] => {
  const read = jsonOf(value);
  if (read === undefined || read === null || read === '') return [];
  const list = Array.isArray(read) ? read : listInside(read);
  if (!list.some(isMessage)) return [{ role, parts: partsOf(read) }];
  return list.map((item: unknown) => readMessage(item, role));
};

/** What holds a list of messages is called differently by those who write it. */
const LISTS = ['messages', 'items', 'contents'];
const ANSWERS = ['choices', 'candidates', 'output'];

const listInside = (value: unknown): readonly unknown[] => {
  for (const name of LISTS) {
    const list = memberOf(value, name);
    if (Array.isArray(list)) return list as readonly unknown[];
  }
  for (const name of ANSWERS) {
    const list = memberOf(value, name);
    if (Array.isArray(list) && list.some((item) => isMessage(inner(item)))) return list.map(inner);
  }
  return [inner(value)];
};

/** An answer may lie in an object with what else there is to say of it. */
const inner = (value: unknown): unknown => {
  for (const name of ['message', 'content']) {
    const message = memberOf(value, name);
    if (isMessage(message)) return message;
  }
  return value;
};

const isMessage = (value: unknown): boolean =>
  isObject(value) && (Object.hasOwn(value, 'role') || Object.hasOwn(value, 'parts') || typeOf(value) !== undefined);

/** Messages of LangChain say who speaks in their type; of OpenAI's responses some are calls and results themselves. */
const ROLES: Readonly<Record<string, string>> = {
  human: 'user',
  ai: 'assistant',
  system: 'system',
  tool: 'tool',
  function_call: 'assistant',
  function_call_output: 'tool',
};

const typeOf = (value: unknown): string | undefined => {
  const type = memberOf(value, 'type');
  return typeof type === 'string' && Object.hasOwn(ROLES, type) ? ROLES[type] : undefined;
};

const readMessage = (value: unknown, role: string): Message => {
  const own = textOf(memberOf(value, 'role')) ?? typeOf(value) ?? role;
  if (!isObject(value)) return { role: own, parts: partsOf(value) };
  const content = memberOf(value, 'parts') ?? memberOf(value, 'content');
  const resultOf = textOf(memberOf(value, 'tool_call_id'));
  if (content === undefined && memberOf(value, 'tool_calls') === undefined) {
    const { role: _role, ...rest } = value;
    return { role: own, parts: Object.keys(rest).length === 0 ? [] : [readPart(rest)] };
  }
  const calls = listOf(jsonOf(memberOf(value, 'tool_calls'))).map(toolCallPart);
  if (resultOf === undefined) return { role: own, parts: [...partsOf(content), ...calls] };
  return { role: own, parts: [{ kind: 'tool_result', id: resultOf, result: jsonOf(content) }, ...calls] };
};
