import type { WorkspaceId } from '@holdfast/protocol/ids';
import { expect, test } from 'vitest';
import type { PriceEntry } from '../prices/price-of.ts';
import { createPriceBook } from './price-book.ts';

const ADA = '0198c0de-0000-7000-8000-00000000000a' as WorkspaceId;
const usage = { input: 1_000_000, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0, audio: 0 };
const dear: PriceEntry = {
  model: 'm',
  provider: null,
  valid_from: null,
  input: '3',
  output: '0',
  cache_read: null,
  cache_write: null,
  reasoning: null,
};

test('prices are asked for once, and again when they are others', async () => {
  const asked: WorkspaceId[] = [];
  const book = createPriceBook((workspace) => {
    asked.push(workspace);
    book.heard(workspace, [dear]);
  });
  expect((await book.of(ADA))(usage, 'm', undefined, 1n)).toBe(3);
  expect((await book.of(ADA))(usage, 'n', undefined, 1n)).toBeUndefined();
  expect(asked).toEqual([ADA]);
  book.changed(ADA);
  await book.of(ADA);
  book.changed(undefined);
  await book.of(ADA);
  expect(asked).toHaveLength(3);
});

test('who gets no answer goes on without prices for a while, and has them when they come after all', async () => {
  const book = createPriceBook(() => {}, 5);
  expect((await book.of(ADA))(usage, 'm', undefined, 1n)).toBeUndefined();
  book.heard(ADA, [dear]);
  expect((await book.of(ADA))(usage, 'm', undefined, 1n)).toBe(3);
});
