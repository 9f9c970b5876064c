import { expect, test } from 'vitest';
import { choiceInWords, countsOverAll } from './over-all.ts';

const NONE = { held: 0, fell_short: 0, errored: 0, not_run: 0 };

test.each([
  [{ ...NONE }, 'Nothing was chosen'],
  [{ ...NONE, held: 1 }, '1 chosen, it held'],
  [{ ...NONE, held: 2 }, '2 chosen, both held'],
  [{ ...NONE, fell_short: 3 }, '3 chosen, all fell short'],
  [{ ...NONE, held: 2, errored: 1, not_run: 4 }, '7 chosen: 2 held, 1 not judged, 4 not run'],
])('says what became of a choice: %j', (counts, words) => {
  expect(choiceInWords(counts)).toBe(words);
});

test('what was not chosen counts as not run', () => {
  const headline = { promises: 160, held: 2, not_proven: 158 };
  expect(countsOverAll({ counts: { ...NONE, held: 2 }, headline })).toEqual({ ...NONE, held: 2, not_run: 158 });
});
