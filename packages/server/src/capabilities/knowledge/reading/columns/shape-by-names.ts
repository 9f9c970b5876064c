import type { PairField } from '@holdfast/protocol/knowledge/pair';
import { meaningsOf } from './header-words.ts';
import type { PartialShape } from './shape.ts';

/** What the names of columns say. The best name of a field wins, the first of two that are as good. */
export const shapeByNames = (names: readonly string[], taken: ReadonlySet<number>): PartialShape => {
  const free = names
    .map((name, column) => ({ column, meanings: taken.has(column) ? [] : meaningsOf(name) }))
    .filter(({ meanings }) => meanings.length > 0);
  const used = new Set<number>();
  const columnsOf = (field: PairField): number[] =>
    free
      .flatMap(({ column, meanings }) =>
        meanings.filter((meaning) => meaning.field === field).map(({ rank }) => ({ column, rank })),
      )
      .filter(({ column }) => !used.has(column))
      .toSorted((a, b) => a.rank - b.rank || a.column - b.column)
      .map(({ column }) => column);
  const take = (field: PairField): number | undefined => {
    const [column] = columnsOf(field);
    if (column !== undefined) used.add(column);
    return column;
  };
  const takeAll = (columns: readonly number[]): number[] => {
    for (const column of columns) used.add(column);
    return columns.toSorted((a, b) => a - b);
  };

  const question = take('question');
  const answer = take('answer');
  // "question 2" beside "question" is another way to ask
  const further = columnsOf('question').filter((column) =>
    /(?:question|frage)[ _]?\d{1,4}$/i.test(names[column] ?? ''),
  );
  return {
    question,
    answer,
    phrasings: takeAll([...columnsOf('phrasings'), ...further]),
    tags: takeAll(columnsOf('tags')),
    source: take('source'),
    language: take('language'),
    valid_from: take('valid_from'),
    valid_until: take('valid_until'),
  };
};
