import { expect, test } from 'vitest';
import type { ReadRow } from '../../reading/reading.ts';
import { prepare, type Batch } from './prepare.ts';

const NOTHING = { tags: [], source: '', language: null, valid_from: null, valid_until: null };
const PLACE = { line: 1, entry: null };
const problem = { code: 'ragged_row', message: 'Too many cells.' };

const rejected = (row: number, characters: number): ReadRow => ({
  ...PLACE,
  row,
  problem,
  cells: ['x'.repeat(characters)],
});
const good = (row: number, characters: number): ReadRow => ({
  ...PLACE,
  row,
  pair: { question: `question ${row}`, answer: 'a', phrasings: ['x'.repeat(characters)], ...NOTHING },
});

const batchesOf = async (rows: readonly ReadRow[], done = 0): Promise<Batch[]> => {
  async function* read() {
    yield await Promise.resolve({ rows });
  }
  const batches: Batch[] = [];
  const how = { done, count: 4, characters: 1_000, makeId: () => crypto.randomUUID() };
  for await (const batch of prepare(read(), how)) batches.push(batch);
  return batches;
};

const sizes = (batches: readonly Batch[]) => batches.map(({ first, count }) => [first, count]);

test('a batch is full with so many rows, or with so much text', async () => {
  const short = [1, 2, 3, 4, 5].map((row) => good(row, 10));
  expect(sizes(await batchesOf(short))).toEqual([
    [1, 4],
    [5, 1],
  ]);
  const long = [good(1, 10), rejected(2, 1_000), good(3, 600), good(4, 600), good(5, 10)];
  expect(sizes(await batchesOf(long))).toEqual([
    [1, 2],
    [3, 2],
    [5, 1],
  ]);
});

test('whoever goes on behind rows that are done begins with the next', async () => {
  expect(sizes(await batchesOf([good(1, 5_000), good(2, 10), good(3, 10)], 1))).toEqual([[2, 2]]);
});
