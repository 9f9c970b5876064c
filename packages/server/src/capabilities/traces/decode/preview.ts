import type { Message, MessagePart } from '../dialects/gen-ai-span.ts';

export const MOST_PREVIEW = 160;

/** The last thing that the user said, else the last that anybody did. */
export const previewOfInput = (messages: readonly Message[]): string | undefined => {
  const asked = messages.filter(({ role }) => role === 'user' || role === 'human');
  return lastText(asked) ?? lastText(messages) ?? lastValue(messages);
};

/** The first thing that was answered; where nothing was, the first tool that was called. */
export const previewOfOutput = (messages: readonly Message[]): string | undefined => {
  for (const { parts } of messages) {
    const text = textOf(parts);
    if (text !== undefined) return text;
  }
  for (const { parts } of messages) {
    for (const part of parts) {
      if (part.kind === 'tool_call') return inOneLine(`${part.call.name}(${jsonText(part.call.arguments)})`);
    }
  }
  return lastValue(messages);
};

const lastText = (messages: readonly Message[]): string | undefined => {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const text = textOf(messages[index]?.parts ?? []);
    if (text !== undefined) return text;
  }
  return undefined;
};

const textOf = (parts: readonly MessagePart[]): string | undefined => {
  const text = parts.find((part) => part.kind === 'text' && part.text.trim() !== '');
  return text?.kind === 'text' ? inOneLine(text.text) : undefined;
};

/** What is no message is shown as it is. */
const lastValue = (messages: readonly Message[]): string | undefined => {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    for (const part of messages[index]?.parts ?? []) {
      if (part.kind === 'other') return inOneLine(jsonText(part.value));
      if (part.kind === 'tool_result') return inOneLine(jsonText(part.result));
    }
  }
  return undefined;
};

const jsonText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** White space folded, cut where no character is parted. */
const inOneLine = (text: string): string | undefined => {
  const beginning = text.slice(0, 2 * MOST_PREVIEW);
  const line = isLine(beginning)
    ? beginning
    : text
        .slice(0, 8 * MOST_PREVIEW)
        .replaceAll(/\s+/g, ' ')
        .trim();
  if (line.length <= MOST_PREVIEW) return line === '' ? undefined : line.toWellFormed();
  const cut = line.codePointAt(MOST_PREVIEW - 1) ?? 0;
  return line.slice(0, cut > 0xffff ? MOST_PREVIEW - 1 : MOST_PREVIEW).toWellFormed();
};

/** Whether there is nothing to fold: nothing but spaces, one at a time. */
const isLine = (text: string): boolean => {
  let before = 0x20;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code >= 0x7f || (code === 0x20 && before === 0x20)) return false;
    before = code;
  }
  return before !== 0x20;
};
