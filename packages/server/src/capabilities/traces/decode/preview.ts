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

/** White space folded, cut where no character is parted. Of a long text no more is looked at than becomes a line. */
const inOneLine = (text: string): string | undefined => {
  const line = folded(text);
  if (line.length <= MOST_PREVIEW) return line === '' ? undefined : line.toWellFormed();
  const isParted = (line.codePointAt(MOST_PREVIEW - 1) ?? 0) > 0xffff;
  return line
    .slice(0, isParted ? MOST_PREVIEW - 1 : MOST_PREVIEW)
    .trimEnd()
    .toWellFormed();
};

const MOST_LOOKED_AT = 8 * MOST_PREVIEW;

const folded = (text: string): string => {
  const to = Math.min(text.length, MOST_LOOKED_AT);
  let line = '';
  let from = behindSpace(text, 0, to);
  for (let at = from; at < to && line.length + at - from <= MOST_PREVIEW;) {
    const after = behindSpace(text, at, to);
    if (after === at || (after === at + 1 && text.charCodeAt(at) === SPACE)) at += 1;
    else {
      line += `${text.slice(from, at)} `;
      from = at = after;
    }
  }
  return (line + text.slice(from, Math.min(to, from + MOST_PREVIEW + 1))).trimEnd();
};

const SPACE = 0x20;

const behindSpace = (text: string, from: number, to: number): number => {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at += 1;
  return at;
};

const isSpace = (code: number): boolean =>
  code <= SPACE || (code >= 0x7f && (code <= 0xa0 || (code >= 0x2000 && WIDE_SPACE.test(String.fromCharCode(code)))));

const WIDE_SPACE = /\s/;
