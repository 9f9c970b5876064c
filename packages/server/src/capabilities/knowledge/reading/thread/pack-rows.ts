import type { ReadRow } from '../reading.ts';
import type { PackedRows } from './messages.ts';

const MOST_ROWS = 500;
/**
 * A batch is held several times while it is handed over. And what comes to a thread in a message of more than 100 KB lies among what is
 * old from the beginning, where it stays until the whole heap is gone through; so small, it goes with what is young.
 */
const MOST_CHARACTERS = 32 * 1024;

type Writable<Of> = { -readonly [Key in keyof Of]: Of[Key] extends readonly (infer Each)[] ? Each[] : Of[Key] };

/** Batches of rows that lie in one file and follow each other. */
export function* packRows(rows: readonly ReadRow[]): Generator<PackedRows> {
  let packed: Writable<PackedRows> | undefined;
  let characters = 0;
  for (const row of rows) {
    packed ??= { entry: row.entry, firstRow: row.row, lines: [], questions: [], answers: [], more: [], bad: [] };
    characters += add(packed, row);
    if (packed.lines.length < MOST_ROWS && characters < MOST_CHARACTERS) continue;
    yield packed;
    packed = undefined;
    characters = 0;
  }
  if (packed !== undefined) yield packed;
}

const add = (packed: Writable<PackedRows>, row: ReadRow): number => {
  const at = packed.lines.push(row.line) - 1;
  if ('problem' in row) {
    packed.questions.push('');
    packed.answers.push('');
    packed.bad.push([at, row.problem, row.cells]);
    return lengthOf(row.cells);
  }
  const { question, answer, ...rest } = row.pair;
  packed.questions.push(question);
  packed.answers.push(answer);
  if (!isMore(rest)) return question.length + answer.length;
  packed.more.push([at, rest]);
  return question.length + answer.length + lengthOf(rest.phrasings) + lengthOf(rest.tags) + rest.source.length;
};

const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0);

const NOTHING: PackedRows['more'][number][1] = {
  phrasings: [],
  tags: [],
  source: '',
  language: null,
  valid_from: null,
  valid_until: null,
};

const isMore = ({ phrasings, tags, source, language, valid_from, valid_until }: typeof NOTHING): boolean =>
  phrasings.length > 0 ||
  tags.length > 0 ||
  source !== '' ||
  language !== null ||
  valid_from !== null ||
  valid_until !== null;

export const unpackRows = ({ entry, firstRow, lines, questions, answers, more, bad }: PackedRows): ReadRow[] => {
  const rows: ReadRow[] = lines.map((line, at) => ({
    row: firstRow + at,
    line,
    entry,
    pair: { question: questions[at] ?? '', answer: answers[at] ?? '', ...NOTHING },
  }));
  for (const [at, rest] of more) {
    const row = rows[at];
    if (row !== undefined && 'pair' in row) rows[at] = { ...row, pair: { ...row.pair, ...rest } };
  }
  for (const [at, problem, cells] of bad)
    rows[at] = { row: firstRow + at, line: lines[at] ?? 0, entry, problem, cells };
  return rows;
};
