import { expect, it } from 'vitest';
import { importWords } from './import-words.ts';

it.each([
  [
    { dry_run: true, added: 2, changed: 1, unchanged: 1 },
    '2 prices would be added, 1 price would be corrected. 1 price is as before.',
  ],
  [{ dry_run: false, added: 1, changed: 0, unchanged: 0 }, '1 price was added.'],
  [{ dry_run: false, added: 0, changed: 3, unchanged: 2 }, '3 prices were corrected. 2 prices are as before.'],
  [{ dry_run: true, added: 0, changed: 0, unchanged: 4 }, 'Nothing would be changed. 4 prices are as before.'],
])('says of %j what was done', (outcome, words) => {
  expect(importWords(outcome)).toBe(words);
});
