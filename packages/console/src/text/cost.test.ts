import { expect, it } from 'vitest';
import { costOf } from './cost.ts';

it.each([
  [0, '0 USD'],
  [1_234.5, '1,234.50 USD'],
  [0.02134, '0.0213 USD'],
  [0.000_041, '0.000041 USD'],
  [1e-9, 'below 0.000001 USD'],
])('%d is %s', (usd, words) => {
  expect(costOf(usd)).toBe(words);
});
