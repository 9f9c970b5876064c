import { expect, test } from 'vitest';
import { NO_TOKENS } from '../dialects/testing/recognised.ts';
import { pricedBy } from './priced-by.ts';

const price = { model: 'gpt-4o*', provider: null, cache_read: null, cache_write: null, reasoning: null, output: '10' };
const FROM_2025 = '2025-01-01T00:00:00.000000Z' as never;

test('tokens cost what they cost when the span began', () => {
  const priceOf = pricedBy([
    { ...price, input: '5', valid_from: null },
    { ...price, input: '2.5', valid_from: FROM_2025 },
  ]);
  const usage = { ...NO_TOKENS, input: 1_000_000, output: 100_000 };
  expect(priceOf(usage, 'gpt-4o-mini', 'openai', 1_760_000_000_000_000_000n)).toBe(3.5);
  expect(priceOf(usage, 'gpt-4o-mini', undefined, 1_700_000_000_000_000_000n)).toBe(6);
  expect(priceOf(usage, 'claude', undefined, 0n)).toBeUndefined();
  expect(pricedBy([])(usage, 'gpt-4o', undefined, 0n)).toBeUndefined();
});

test('which prices are for a model is the same however often and in whatever order it is asked', () => {
  const prices = [
    { ...price, input: '1', valid_from: null },
    { ...price, input: '2', valid_from: null, provider: 'azure' },
    { ...price, input: '3', valid_from: FROM_2025, model: 'gpt-4o-mini' },
  ];
  const usage = { ...NO_TOKENS, input: 1_000_000 };
  const priceOf = pricedBy(prices);
  for (let round = 0; round < 3; round += 1) {
    for (let other = 0; other < 150; other += 1) priceOf(usage, `model ${other}`, undefined, 0n);
    expect(priceOf(usage, 'gpt-4o', undefined, 0n)).toBe(1);
    expect(priceOf(usage, 'gpt-4o', 'azure', 0n)).toBe(2);
    expect(priceOf(usage, 'gpt-4o-mini', 'azure', 0n)).toBe(2);
    expect(priceOf(usage, 'gpt-4o-mini', 'azure', 1_760_000_000_000_000_000n)).toBe(3);
    expect(priceOf(usage, 'x'.repeat(400), undefined, 0n)).toBeUndefined();
  }
});
