import {
  LONGEST_ANSWER,
  LONGEST_LANGUAGE,
  LONGEST_QUESTION,
  LONGEST_SOURCE,
  LONGEST_TAG,
  MOST_PHRASINGS,
  MOST_TAGS,
} from '@holdfast/protocol/knowledge/limits';
import type { PairDraft } from '../../pair-draft.ts';
import { columnsUsed } from '../columns/shape.ts';
import type { Shape } from '../columns/shape.ts';
import type { RowProblem } from '../reading.ts';
import { isOdd } from '../records.ts';
import type { Cell } from '../records.ts';
import { phrasingsOf, tagsOf } from './lists.ts';
import { readMoment } from './moments.ts';

export type ReadPair = { readonly pair: PairDraft } | { readonly problem: RowProblem };

/** A row as a pair, when it has all that a pair must have and no more than it may. */
export const readPair = (cells: readonly Cell[], shape: Shape): ReadPair => {
  const odd = oddOf(cells, shape);
  if (odd !== undefined) return { problem: odd };
  const [question, ...asked] = listOf(cells[shape.question]);
  const answer = listOf(cells[shape.answer]).join('\n');
  const problem = problemOfText(question ?? '', answer);
  if (problem !== undefined) return { problem };
  if (question === undefined) return { problem: { code: 'empty_question', message: 'The question is empty.' } };
  const phrasings =
    shape.phrasings.length + asked.length === 0
      ? NONE
      : phrasingsOf([asked, ...shape.phrasings.map((column) => cells[column] ?? '')], question);
  const tags = shape.tags.length === 0 ? NONE : tagsOf(shape.tags.map((column) => cells[column] ?? ''));
  const source = textAt(cells, shape.source);
  const language = textAt(cells, shape.language);
  const tooMuch = problemOfMore({ phrasings, tags, source, language });
  if (tooMuch !== undefined) return { problem: tooMuch };
  const validity = validityOf(textAt(cells, shape.valid_from), textAt(cells, shape.valid_until));
  if ('code' in validity) return { problem: validity };
  return {
    pair: { question, answer, phrasings, tags, source, language: language === '' ? null : language, ...validity },
  };
};

const NONE: readonly string[] = [];

/** What is wrong with a cell that is used. */
const oddOf = (cells: readonly Cell[], shape: Shape): RowProblem | undefined => {
  if (!cells.some(isOdd)) return undefined;
  for (const column of columnsUsed(shape)) {
    const cell = cells[column];
    if (isOdd(cell)) return cell.problem;
  }
  return undefined;
};

const listOf = (cell: Cell | undefined): readonly string[] =>
  cell === undefined || isOdd(cell) ? NONE : typeof cell === 'string' ? [cell] : cell;

const textAt = (cells: readonly Cell[], column: number | undefined): string => {
  const cell = column === undefined ? undefined : cells[column];
  return cell === undefined || isOdd(cell) ? '' : (typeof cell === 'string' ? cell : cell.join(', ')).trim();
};

const isBlank = (text: string): boolean => text.trim() === '';

const problemOfText = (question: string, answer: string): RowProblem | undefined => {
  if (isBlank(question)) return { code: 'empty_question', message: 'The question is empty.' };
  if (isBlank(answer)) return { code: 'empty_answer', message: 'The answer is empty.' };
  if (question.length > LONGEST_QUESTION) return tooLong('question', question.length, LONGEST_QUESTION);
  if (answer.length > LONGEST_ANSWER) return tooLong('answer', answer.length, LONGEST_ANSWER);
  return undefined;
};

const tooLong = (what: string, length: number, most: number): RowProblem => ({
  code: `${what}_too_long`,
  message: `The ${what} has ${length} characters, and ${most} are the most.`,
});

const LANGUAGE = /^[a-z]{2,8}(?:[-_][a-z0-9]{1,8})*$/i;

interface More {
  readonly phrasings: readonly string[];
  readonly tags: readonly string[];
  readonly source: string;
  readonly language: string;
}

const problemOfMore = ({ phrasings, tags, source, language }: More): RowProblem | undefined => {
  if (phrasings.length > MOST_PHRASINGS) return tooMany('phrasings', phrasings.length, MOST_PHRASINGS);
  if (tags.length > MOST_TAGS) return tooMany('tags', tags.length, MOST_TAGS);
  const phrasing = phrasings.find(({ length }) => length > LONGEST_QUESTION);
  if (phrasing !== undefined) return tooLong('phrasing', phrasing.length, LONGEST_QUESTION);
  const tag = tags.find(({ length }) => length > LONGEST_TAG);
  if (tag !== undefined) return tooLong('tag', tag.length, LONGEST_TAG);
  if (source.length > LONGEST_SOURCE) return tooLong('source', source.length, LONGEST_SOURCE);
  if (language !== '' && (language.length > LONGEST_LANGUAGE || !LANGUAGE.test(language)))
    return {
      code: 'bad_language',
      message: `"${shown(language)}" is no language as BCP 47 writes it, such as en or de-CH.`,
    };
  return undefined;
};

const tooMany = (what: string, count: number, most: number): RowProblem => ({
  code: `too_many_${what}`,
  message: `There are ${count} ${what}, and ${most} are the most.`,
});

const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

type Validity = Pick<PairDraft, 'valid_from' | 'valid_until'>;

const validityOf = (from: string, until: string): Validity | RowProblem => {
  const valid_from = from === '' ? null : readMoment(from, 'begins');
  const valid_until = until === '' ? null : readMoment(until, 'ends');
  if (valid_from === undefined) return badDate(from);
  if (valid_until === undefined) return badDate(until);
  if (valid_from !== null && valid_until !== null && valid_from >= valid_until)
    return { code: 'validity_reversed', message: `It is valid from ${shown(from)} and until ${shown(until)}: never.` };
  return { valid_from, valid_until };
};

const badDate = (text: string): RowProblem => ({
  code: 'bad_date',
  message: `"${shown(text)}" is no date such as 2026-03-31, and no time of RFC 3339 such as 2026-03-31T18:00:00Z.`,
});
