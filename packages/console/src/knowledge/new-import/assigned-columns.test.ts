import { expect, it } from 'vitest';
import { assignedOf, assigning, isAlike, lacking, mappingOf } from './assigned-columns.ts';

const columnsOf = (...names: readonly string[]) => names.map((name, at) => ({ number: at + 1, name, samples: [] }));
const COLUMNS = columnsOf('Frage', 'Antwort', 'Thema', 'Thema', '');

it('reads a mapping by names and by numbers', () => {
  const mapping = { question: 'Frage', answer: 2, tags: [3, 4] };
  expect([...assignedOf(mapping, COLUMNS)]).toEqual([
    [1, 'question'],
    [2, 'answer'],
    [3, 'tags'],
    [4, 'tags'],
  ]);
});

it('says every field, by name where that is clear, and that no column is the others', () => {
  const assigned = assignedOf({ question: 'Frage', answer: 2, tags: [3, 4], source: 5 }, COLUMNS);
  expect(mappingOf(assigned, COLUMNS)).toEqual({
    question: 'Frage',
    answer: 'Antwort',
    phrasings: [],
    tags: [3, 4],
    source: 5,
    language: [],
    valid_from: [],
    valid_until: [],
  });
});

it('lets one column be the question, and several be tags', () => {
  const assigned = assignedOf({ question: 1, answer: 2, tags: [3] }, COLUMNS);
  expect([...assigning(assigned, 2, 'question')]).toEqual([
    [3, 'tags'],
    [2, 'question'],
  ]);
  expect([...assigning(assigned, 4, 'tags')].filter(([, field]) => field === 'tags')).toHaveLength(2);
  expect(assigning(assigned, 3, undefined).has(3)).toBe(false);
});

it('knows what is lacking, and what is as it was', () => {
  const assigned = assignedOf({ question: 1, answer: 2 }, COLUMNS);
  expect(lacking(assigned)).toEqual([]);
  expect(lacking(assigning(assigned, 2, 'tags'))).toEqual(['answer']);
  expect(isAlike(assigned, assignedOf({ answer: 'Antwort', question: 'Frage' }, COLUMNS))).toBe(true);
  expect(isAlike(assigned, assigning(assigned, 2, 'tags'))).toBe(false);
});
