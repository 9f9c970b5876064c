import type { RawRecord } from '../../records.ts';
import { tooLong } from '../too-long.ts';
import { markOf } from './asked-mark.ts';
import type { MarkdownLine } from './markdown-lines.ts';

/** How a text is cut into pairs. */
export type MarkdownPlan =
  | { readonly by: 'marks' }
  /** Deeper headings belong to the answer. */
  | { readonly by: 'headings'; readonly level: number };

export interface MarkdownPairs {
  read(lines: readonly MarkdownLine[]): RawRecord[];
  end(): RawRecord[];
}

interface Open {
  readonly line: number;
  readonly question: string[];
  readonly answer: string[];
  part: 'question' | 'answer';
  characters: number;
  /** A heading above the level of the questions: without a text it only sorts them. */
  readonly isSection: boolean;
}

export const createMarkdownPairs = (plan: MarkdownPlan, mostCharacters: number): MarkdownPairs => {
  let open: Open | undefined;
  let hadPair = false;

  const close = (): RawRecord[] => {
    const closed = open;
    open = undefined;
    return closed === undefined ? [] : recordOf(closed, mostCharacters);
  };
  const begin = (line: number, question: string, isSection: boolean): RawRecord[] => {
    const before = close();
    const part = plan.by === 'marks' ? 'question' : 'answer';
    open = { line, question: [question], answer: [], part, characters: question.length, isSection };
    hadPair = true;
    return before;
  };
  const add = (line: number, text: string): RawRecord[] => {
    if (open === undefined) {
      // what stands before the first question is told once for all; further down it may be a lost answer
      return hadPair && text.trim() !== '' ? [outside(line, text)] : [];
    }
    open.characters += text.length + 1;
    if (open.characters <= mostCharacters) open[open.part].push(text);
    return [];
  };
  const readMarked = (entry: MarkdownLine): RawRecord[] => {
    if (entry.kind === 'text' && entry.isCode) return add(entry.line, entry.text);
    const mark = markOf(entry.text);
    if (mark?.kind === 'question') return begin(entry.line, mark.text, false);
    if (mark?.kind === 'answer' && open?.part === 'question') {
      open.part = 'answer';
      return add(entry.line, mark.text);
    }
    return entry.kind === 'heading' ? close() : add(entry.line, entry.text);
  };
  const readHeaded = (entry: MarkdownLine, level: number): RawRecord[] => {
    if (entry.kind === 'text') return add(entry.line, entry.text);
    if (entry.level <= level) return begin(entry.line, entry.text, entry.level < level);
    return open === undefined
      ? begin(entry.line, entry.text, false)
      : add(entry.line, `${'#'.repeat(entry.level)} ${entry.text}`);
  };
  return {
    read: (lines) =>
      lines.flatMap((entry) => (plan.by === 'marks' ? readMarked(entry) : readHeaded(entry, plan.level))),
    end: close,
  };
};

const recordOf = ({ line, question, answer, characters, isSection }: Open, most: number): RawRecord[] => {
  const asked = question.join('\n').trim();
  if (characters > most) return [tooLong(line, asked, most)];
  const said = withoutBlankEdges(answer);
  return isSection && said === '' ? [] : [{ line, cells: [asked, said] }];
};

/** Blanks at the beginning of a line mean something in Markdown; blank lines around the text do not. */
const withoutBlankEdges = (lines: readonly string[]): string => {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first === -1
    ? ''
    : lines
        .slice(first, last + 1)
        .join('\n')
        .trimEnd();
};

const outside = (line: number, text: string): RawRecord => ({
  line,
  cells: [text],
  problem: { code: 'outside_question', message: 'This text stands under no question.' },
});
