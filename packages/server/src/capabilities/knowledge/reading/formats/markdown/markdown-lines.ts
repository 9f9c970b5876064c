import type { Line } from '../lines.ts';

/** What a line of Markdown is, as far as questions and answers go. */
export type MarkdownLine =
  | { readonly kind: 'heading'; readonly line: number; readonly level: number; readonly text: string }
  | { readonly kind: 'text'; readonly line: number; readonly text: string; readonly isCode: boolean };

export interface MarkdownLines {
  /** The last line waits for the next: it may be underlined. */
  read(lines: readonly Line[]): MarkdownLine[];
  end(): MarkdownLine[];
}

type Text = Extract<MarkdownLine, { kind: 'text' }>;

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+|$)/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const UNDERLINE = /^ {0,3}(?:={2,}|-{2,})[ \t]*$/;

export const createMarkdownLines = (): MarkdownLines => {
  let fence: string | undefined;
  let waiting: Text | undefined;
  let isAfterBlank = true;

  const flush = (): MarkdownLine[] => {
    if (waiting === undefined) return [];
    isAfterBlank = waiting.text.trim() === '';
    const flushed = [waiting];
    waiting = undefined;
    return flushed;
  };
  const readLine = ({ number: line, text }: Line): MarkdownLine[] => {
    const [, marks] = FENCE.exec(text) ?? [];
    if (fence !== undefined) {
      if (marks?.startsWith(fence) === true && text.trim() === marks) fence = undefined;
      return [...flush(), { kind: 'text', line, text, isCode: true }];
    }
    if (marks !== undefined) {
      fence = marks;
      return [...flush(), { kind: 'text', line, text, isCode: true }];
    }
    const [all, hashes] = HEADING.exec(text) ?? [];
    if (all !== undefined && hashes !== undefined) {
      const before = flush();
      isAfterBlank = true;
      return [...before, { kind: 'heading', line, level: hashes.length, text: plainHeading(text.slice(all.length)) }];
    }
    const isTitle =
      waiting !== undefined && !waiting.isCode && isAfterBlank && /^ {0,3}[^\s>|*+\-\d]/.test(waiting.text);
    if (isTitle && waiting !== undefined && UNDERLINE.test(text)) {
      const title = waiting;
      waiting = undefined;
      const level = text.includes('=') ? 1 : 2;
      return [{ kind: 'heading', line: title.line, level, text: plainHeading(title.text) }];
    }
    const before = flush();
    waiting = { kind: 'text', line, text, isCode: false };
    return before;
  };
  return { read: (lines) => lines.flatMap(readLine), end: flush };
};

/** Without the marks that only decorate: "## **How?** ##" asks "How?". */
const plainHeading = (text: string): string => {
  const bare = text
    .trim()
    .replace(/[ \t]#+$/, '')
    .trim();
  const mark = bare.slice(0, 2);
  const isWrapped = (mark === '**' || mark === '__') && bare.length > 4 && bare.endsWith(mark);
  return isWrapped && !bare.slice(2, -2).includes(mark) ? bare.slice(2, -2).trim() : bare;
};
