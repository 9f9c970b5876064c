import type { RawRecord, Table } from '../../records.ts';
import { linesOf } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { TextHead } from '../text-head.ts';
import { markOf } from './asked-mark.ts';
import { createMarkdownLines } from './markdown-lines.ts';
import type { MarkdownLine } from './markdown-lines.ts';
import { createMarkdownPairs } from './markdown-pairs.ts';
import type { MarkdownPlan } from './markdown-pairs.ts';

interface MarkdownParts {
  readonly entry: string | undefined;
  readonly text: TextHead;
  readonly mostCharacters: number;
}

export const markdownTable = ({ entry, text, mostCharacters }: MarkdownParts): Table => {
  const head = markdownLines(text.head);
  const plan = planOf(head);
  return {
    entry,
    format: 'markdown',
    delimiter: null,
    header: ['question', 'answer'],
    notes: notesOf(head, plan),
    records: recordsOf(text, plan, mostCharacters),
  };
};

/** Text of nobody's, as it is or by what it says of itself. */
export const looksLikeMarkdown = (head: string): boolean => {
  const lines = markdownLines(head);
  return isMarked(lines) || lines.some(({ kind }) => kind === 'heading');
};

const markdownLines = (head: string): MarkdownLine[] => {
  const lines = head
    .split('\n')
    .map((text, at): Line => ({ number: at + 1, text: text.replace(/\r$/, ''), isCut: false }));
  const reader = createMarkdownLines();
  return [...reader.read(withoutFrontMatter(lines)), ...reader.end()];
};

/** What tools note of a document, between two lines of three dashes at its very beginning. */
const withoutFrontMatter = (lines: readonly Line[]): readonly Line[] => {
  if (lines[0]?.number !== 1 || lines[0].text.trim() !== '---') return lines;
  const end = lines.findIndex(({ text }, at) => at > 0 && text.trim() === '---');
  return end === -1 ? lines : lines.slice(end + 1);
};

const isMarked = (lines: readonly MarkdownLine[]): boolean => {
  const kinds = new Set(
    lines.map((line) => (line.kind === 'text' && line.isCode ? undefined : markOf(line.text)?.kind)),
  );
  return kinds.has('question') && kinds.has('answer');
};

/**
 * The questions are on the highest level on which at least two headings have a text of their own: a single one above is the title
 * of the document, and headings below belong to the answers.
 */
const planOf = (lines: readonly MarkdownLine[]): MarkdownPlan => {
  if (isMarked(lines)) return { by: 'marks' };
  const withText = new Map<number, number>();
  let level: number | undefined;
  for (const line of lines) {
    if (line.kind === 'heading') level = line.level;
    else if (level !== undefined && line.text.trim() !== '') {
      withText.set(level, (withText.get(level) ?? 0) + 1);
      level = undefined;
    }
  }
  const levels = [...withText.keys()].toSorted((a, b) => a - b);
  return { by: 'headings', level: levels.find((each) => (withText.get(each) ?? 0) > 1) ?? levels[0] ?? 6 };
};

const notesOf = (lines: readonly MarkdownLine[], plan: MarkdownPlan): string[] => {
  const isFirst = (line: MarkdownLine): boolean =>
    plan.by === 'marks' ? markOf(line.text)?.kind === 'question' : line.kind === 'heading';
  const first = lines.findIndex(isFirst);
  const left = lines.slice(0, Math.max(0, first)).find(({ kind, text }) => kind === 'text' && text.trim() !== '');
  return left === undefined ? [] : [`What stands before the first question was left out, from line ${left.line} on.`];
};

async function* recordsOf(text: TextHead, plan: MarkdownPlan, most: number): AsyncGenerator<RawRecord[]> {
  const lines = createMarkdownLines();
  const pairs = createMarkdownPairs(plan, most);
  for await (const some of linesOf(text.from(0), most)) yield pairs.read(lines.read(withoutFrontMatter(some)));
  yield [...pairs.read(lines.end()), ...pairs.end()];
}
