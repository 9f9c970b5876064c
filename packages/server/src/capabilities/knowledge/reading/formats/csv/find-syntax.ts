import { namesQuestionAndAnswer } from '../../columns/header-words.ts';
import { UnreadableFile } from '../../unreadable-file.ts';
import { createCsvReader } from './csv-reader.ts';
import type { CsvSyntax } from './csv-syntax.ts';

interface Sample {
  readonly head: string;
  readonly isWhole: boolean;
  readonly mostCharacters: number;
  /** What the ending of the name says of the delimiter. */
  readonly hint: string | undefined;
  readonly entry: string | undefined;
}

export interface FoundSyntax {
  readonly syntax: CsvSyntax;
  /** Where the first row begins. */
  readonly from: number;
  readonly line: number;
  readonly notes: readonly string[];
}

const DELIMITERS: readonly string[] = [',', ';', '\t', '|'];
const LOOKED_AT = 200;
/** Of the rows that were looked at, so many must have the same number of cells. */
const MOST_AGREE = 0.5;

export const findSyntax = (sample: Sample): FoundSyntax => {
  const lineEnd = !sample.head.includes('\n') && sample.head.includes('\r') ? '\r' : '\n';
  const preamble = passPreamble(sample.head, lineEnd);
  const { from, line, notes, delimiter } = preamble;
  const syntaxWith = (delimiter: string): CsvSyntax => ({ delimiter, lineEnd, mostCharacters: sample.mostCharacters });
  if (delimiter !== undefined) return { syntax: syntaxWith(delimiter), from, line, notes };
  const text = sample.head.slice(from);
  const behindFirst = behindFirstCell(text);
  const scored = DELIMITERS.map((delimiter, order) => {
    const hinted = (delimiter === sample.hint ? 0.1 : 0) + (delimiter === behindFirst ? 0.2 : 0);
    const agreed = agreement(text, sample.isWhole, syntaxWith(delimiter));
    return { delimiter, agreed, score: agreed + hinted - order / 1_000 };
  });
  const best = scored.toSorted((a, b) => b.score - a.score).find(({ agreed }) => agreed >= MOST_AGREE);
  if (best === undefined && text.trim() !== '') throw oneColumn(sample.entry, line);
  return { syntax: syntaxWith(best?.delimiter ?? ','), from, line, notes };
};

/** A first cell in quotes ends where they do. Its text may be long, and part into cells of its own by another delimiter. */
const behindFirstCell = (text: string): string | undefined => /^ *"[^"]*(?:""[^"]*)*" *([,;\t|])/u.exec(text)?.[1];

/** How many rows have as many cells as most have, where that is more than one; and one more where they have known names. */
const agreement = (text: string, isWhole: boolean, syntax: CsvSyntax): number => {
  const whole = createCsvReader(syntax).read(text, isWhole);
  const records = (whole.length === 0 ? createCsvReader(syntax).read(text, true) : whole).slice(0, LOOKED_AT);
  const counts = new Map<number, number>();
  for (const { cells, problem } of records)
    if (problem === undefined && cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  if (counts.size === 0) return 0;
  const named = records.slice(0, 10).some(({ cells }) => namesQuestionAndAnswer(cells.map(String)));
  return Math.max(...counts.values()) / records.length + (named ? 1 : 0);
};

interface Preamble {
  readonly from: number;
  readonly line: number;
  readonly notes: readonly string[];
  readonly delimiter: string | undefined;
}

/** Blank lines, comments, and the line in which Excel says what parts the cells. */
const passPreamble = (head: string, lineEnd: string): Preamble => {
  const passed: number[] = [];
  let delimiter: string | undefined;
  let from = 0;
  let line = 1;
  while (from < head.length) {
    const found = head.indexOf(lineEnd, from);
    const end = found === -1 ? head.length : found;
    const text = head.slice(from, end).trim();
    const said = /^"?sep=([^a-z0-9"\s]|\t)"?$/i.exec(head.slice(from, end).replace(/\r$/, ''))?.[1];
    if (said !== undefined) delimiter = said;
    else if (text.startsWith('#')) {
      if (isCommentedHeader(text)) {
        from = head.indexOf('#', from) + 1;
        break;
      }
      passed.push(line);
    } else if (text !== '') break;
    from = Math.min(end + 1, head.length);
    line += 1;
  }
  return { from, line, notes: notesOf(passed), delimiter };
};

const isCommentedHeader = (text: string): boolean =>
  DELIMITERS.some((delimiter) => namesQuestionAndAnswer(text.slice(1).replaceAll('"', '').split(delimiter)));

const notesOf = (passed: readonly number[]): string[] => {
  if (passed.length === 0) return [];
  if (passed.length === 1) return [`Line ${passed[0]}, a comment before the first row, was left out.`];
  return [`${passed.length} lines of comments before the first row were left out.`];
};

const oneColumn = (entry: string | undefined, line: number): UnreadableFile =>
  new UnreadableFile(
    'one_column',
    'Only one column was found: no comma, semicolon, tab or | parts most rows into the same number of cells. A question and its answer need a column each.',
    { entry, line },
  );
