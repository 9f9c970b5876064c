import { Amount } from '@holdfast/protocol/prices/prices';
import type { Timestamp } from '@holdfast/protocol/time';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceOf, type PriceEntry } from './price-of.ts';

const USAGE = { input: 1_000_000, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0, audio: 0 };
const AT = '2026-06-01T00:00:00.000000Z';

const price = (model: string, input: string, more: Partial<PriceEntry> = {}): PriceEntry => ({
  model,
  provider: null,
  valid_from: null,
  input,
  output: '0',
  cache_read: null,
  cache_write: null,
  reasoning: null,
  ...more,
});

const since = (at: string) => ({ valid_from: at as Timestamp });
const of = (
  prices: readonly PriceEntry[],
  more: { model?: string; provider?: string; at?: string; usage?: typeof USAGE } = {},
) => priceOf(prices, { model: 'm-large-2', provider: undefined, at: AT, usage: USAGE, ...more })?.total;

test('the name itself comes before the longest beginning, and that before shorter ones', () => {
  const prices = [price('*', '1'), price('m-*', '2'), price('m-large*', '3'), price('m-large-2*', '4')];
  expect(of(prices)).toBe('4');
  expect(of([...prices, price('m-large-2', '5')])).toBe('5');
  expect(of(prices.slice(0, 2))).toBe('2');
  expect(of([price('m-large', '9')])).toBeUndefined();
  expect(of([])).toBeUndefined();
});

test('of those alike the newest that was valid then counts', () => {
  const prices = [
    price('m*', '1'),
    price('m*', '2', since('2026-01-01T00:00:00.000000Z')),
    price('m*', '3', since(AT)),
    price('m*', '4', since('2026-06-01T00:00:00.000001Z')),
  ];
  expect(of(prices)).toBe('3');
  expect(of(prices, { at: '2026-05-31T23:59:59.999999Z' })).toBe('2');
  expect(of(prices, { at: '2020-01-01T00:00:00.000000Z' })).toBe('1');
  expect(of(prices.slice(3))).toBeUndefined();
});

test('a price of a provider is for that one only, and comes before one for all', () => {
  const prices = [price('m*', '1'), price('m*', '2', { provider: 'azure' })];
  expect(of(prices)).toBe('1');
  expect(of(prices, { provider: 'openai' })).toBe('1');
  expect(of(prices, { provider: 'azure' })).toBe('2');
  expect(of(prices.slice(1))).toBeUndefined();
});

test('each part is paid by its own price, and by that of input or output where it has none', () => {
  const usage = { input: 10, cacheRead: 100, cacheWrite: 1000, output: 1, reasoning: 5, audio: 2 };
  const all = price('m*', '3', { output: '15', cache_read: '0.3', cache_write: '3.75', reasoning: '20' });
  const told = { model: 'm', provider: undefined, at: AT, usage };
  expect(priceOf([all], told)).toEqual({ input: '0.00381', output: '0.000145', total: '0.003955' });
  const plain = price('m*', '3', { output: '15' });
  expect(priceOf([plain], told)).toEqual({ input: '0.00333', output: '0.00012', total: '0.00345' });
});

test('what floats get wrong is right', () => {
  expect(of([price('m*', '0.1')], { usage: { ...USAGE, input: 3 } })).toBe('0.0000003');
  expect(of([price('m*', '999999999.9999999999')], { usage: { ...USAGE, input: Number.MAX_SAFE_INTEGER } })).toBe(
    '9007199254740990999.0992800745259009',
  );
});

test.each([Number.NaN, -5, Infinity, 0.5])('%d tokens cost nothing, and stop nobody', (input) => {
  expect(of([price('m*', '3')], { usage: { ...USAGE, input } })).toBe('0');
});

const tokens = fc.integer({ min: 0, max: 1e12 });
const usages = fc.record({
  input: tokens,
  cacheRead: tokens,
  cacheWrite: tokens,
  output: tokens,
  reasoning: tokens,
  audio: tokens,
});
const amounts = fc.stringMatching(/^\d{1,9}(\.\d{1,10})?$/);
const entries = fc.record({
  model: fc.stringMatching(/^[ab]{0,3}(\*|b)$/),
  provider: fc.constantFrom(null, 'p', 'q'),
  valid_from: fc.constantFrom(null, '2025-01-01T00:00:00.000000Z', '2027-01-01T00:00:00.000000Z'),
  input: amounts,
  output: amounts,
  cache_read: fc.option(amounts),
  cache_write: fc.option(amounts),
  reasoning: fc.option(amounts),
}) as fc.Arbitrary<PriceEntry>;
const asked = fc.record({ model: fc.stringMatching(/^[ab]{1,4}$/), provider: fc.constantFrom(undefined, 'p', 'q') });

test('the order of the prices does not matter, as long as none is there twice', () => {
  const distinct = fc.uniqueArray(entries, {
    selector: ({ model, provider, valid_from }) => JSON.stringify([model, provider, valid_from]),
    maxLength: 12,
  });
  fc.assert(
    fc.property(distinct, asked, usages, fc.func(fc.nat()), (prices, who, usage, order) => {
      const told = { ...who, at: AT, usage };
      const shuffled = prices.toSorted((one, other) => order(one) - order(other));
      expect(priceOf(shuffled, told)).toEqual(priceOf(prices, told));
    }),
  );
});

test('what is used together costs what it costs apart, to the last digit', () => {
  const units = (text = '0'): bigint => {
    const [whole = '', fraction = ''] = text.split('.');
    return BigInt(whole + fraction.padEnd(16, '0'));
  };
  fc.assert(
    fc.property(entries, usages, usages, (entry, one, other) => {
      const ask = (usage: typeof one) =>
        priceOf([{ ...entry, model: '*', provider: null, valid_from: null }], {
          model: 'a',
          provider: undefined,
          at: AT,
          usage,
        });
      const both = Object.fromEntries(
        Object.keys(one).map((part) => [part, one[part as keyof typeof one] + other[part as keyof typeof one]]),
      ) as typeof one;
      for (const part of ['input', 'output', 'total'] as const)
        expect(units(ask(both)?.[part])).toBe(units(ask(one)?.[part]) + units(ask(other)?.[part]));
      expect(ask(one)?.total).toMatch(/^\d+(\.\d*[1-9])?$/);
      expect(Amount.safeParse(entry.input).success).toBe(true);
    }),
  );
});
