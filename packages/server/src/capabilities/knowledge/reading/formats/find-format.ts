import type { FileReading } from '@holdfast/protocol/knowledge/imports';
import { namesQuestionAndAnswer } from '../columns/header-words.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import { looksLikeMarkdown } from './markdown/markdown-table.ts';

type TextFormat = Exclude<FileReading['format'], 'xlsx'>;

/** What the ending of a name promises. Any other ending, or none, promises nothing. */
const PROMISES: Readonly<Record<string, readonly TextFormat[]>> = {
  csv: ['csv', 'tsv'],
  tsv: ['tsv', 'csv'],
  tab: ['tsv', 'csv'],
  json: ['json', 'jsonl'],
  jsonl: ['jsonl', 'json'],
  ndjson: ['jsonl', 'json'],
  md: ['markdown'],
  markdown: ['markdown'],
  mdown: ['markdown'],
};

export const endingOf = (name: string): string => /\.([a-z0-9]{1,10})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? '';

interface Found {
  readonly format: TextFormat;
  readonly notes: readonly string[];
}

/** What a text is, by its beginning and by its name, which must agree. */
export const findFormat = (head: string, name: string, entry: string | undefined): Found => {
  refuseOthers(head, entry);
  const promised = PROMISES[endingOf(name)];
  const json = jsonFormat(head, promised?.[0]);
  if (promised === undefined) return { format: json ?? plainFormat(head), notes: [] };
  if (promised.includes('markdown') && json === undefined) return { format: 'markdown', notes: [] };
  const found =
    json ?? (promised[0] === 'json' || promised[0] === 'jsonl' ? plainFormat(head) : (promised[0] ?? 'csv'));
  if (!promised.includes(found))
    throw new UnreadableFile(
      'wrong_ending',
      `The name ends in .${endingOf(name)}, and what is in the file looks like ${SPOKEN[found]}. Give it the ending that fits, or send the file that was meant.`,
      { entry },
    );
  const isOther = json !== undefined && found !== promised[0];
  return {
    format: found,
    notes: isOther ? [`In spite of its name the file is ${SPOKEN[found]}, and was read as that.`] : [],
  };
};

const SPOKEN: Readonly<Record<TextFormat, string>> = {
  csv: 'CSV',
  tsv: 'TSV',
  json: 'JSON',
  jsonl: 'JSON Lines',
  markdown: 'Markdown',
};

const jsonFormat = (head: string, promised: TextFormat | undefined): 'json' | 'jsonl' | undefined => {
  const text = head.trimStart();
  if (/^\[\s*(?:[{[\]"]|$)/.test(text)) return 'json';
  if (!/^\{\s*["}]/.test(text)) return undefined;
  const end = text.indexOf('\n');
  const first = objectOf(end === -1 ? text : text.slice(0, end));
  if (first !== undefined) return isOnItsOwn(first) ? 'jsonl' : 'json';
  // a first line that goes on behind what is looked at: then its name says what it is, and whether a list begins in it
  return end === -1 && promised === 'jsonl' && !LIST_OF_OBJECTS.test(text) ? 'jsonl' : 'json';
};

const LIST_OF_OBJECTS = /(?<!\\)"\s*:\s*\[\s*\{/;

const objectOf = (line: string): object | undefined => {
  try {
    // it begins with a brace
    return JSON.parse(line) as object;
  } catch {
    // the line is only the beginning of an object
    return undefined;
  }
};

/** The first line of JSON Lines is a whole object, and not one that holds a list of them. */
const isOnItsOwn = (value: object): boolean =>
  !Object.values(value).some((field) => Array.isArray(field) && field.some((part) => typeof part === 'object'));

/** Names of columns make it cells; headings and marks of questions make it Markdown. */
const plainFormat = (head: string): TextFormat => {
  const first = head.split('\n', 20);
  const isNamed = first.some((line) =>
    [',', ';', '\t', '|'].some((by) => namesQuestionAndAnswer(line.trim().split(by))),
  );
  return !isNamed && looksLikeMarkdown(head) ? 'markdown' : 'csv';
};

const OTHERS: readonly (readonly [beginning: RegExp, what: string])[] = [
  [/^%PDF-/, 'a PDF'],
  [/^\s*<(?:!doctype html|html)/i, 'a web page'],
  [/^\s*<\?xml/, 'XML'],
  [/^\{\\rtf/, 'RTF'],
];

const refuseOthers = (head: string, entry: string | undefined): void => {
  const what = OTHERS.find(([beginning]) => beginning.test(head))?.[1];
  if (what !== undefined) throw unsupported(what, entry);
};

export const unsupported = (what: string, entry: string | undefined): UnreadableFile =>
  new UnreadableFile(
    'unsupported_format',
    `The file is ${what}. What can be read is CSV, TSV, JSON, JSON Lines, Markdown and XLSX.`,
    { entry },
  );
