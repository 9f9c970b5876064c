import type { Price } from '@holdfast/protocol/prices/prices';
import type { Usage } from '../dialects/gen-ai-span.ts';

/** US dollars as text of digits, exact to the last. */
export interface ExactCost {
  /** With what was read from and written to a cache. */
  readonly input: string;
  /** With what was thought and said aloud. */
  readonly output: string;
  readonly total: string;
}

type Amounts = Pick<Price, 'input' | 'output' | 'cache_read' | 'cache_write' | 'reasoning'>;

/** Digits behind the point: ten of a price, and six more because it is for a million tokens. */
const PRICE_DIGITS = 10;
const COST_DIGITS = PRICE_DIGITS + 6;

/** No token is in two of the parts of a usage, so that each is paid once. Sound is paid as output: no price names it yet. */
export const costOf = (price: Amounts, usage: Usage): ExactCost => {
  const input = unitsOf(price.input);
  const output = unitsOf(price.output);
  const cached =
    paid(usage.cacheRead, orElse(price.cache_read, input)) + paid(usage.cacheWrite, orElse(price.cache_write, input));
  const thought = paid(usage.reasoning, orElse(price.reasoning, output));
  const forInput = paid(usage.input, input) + cached;
  const forOutput = paid(usage.output + usage.audio, output) + thought;
  return { input: textOf(forInput), output: textOf(forOutput), total: textOf(forInput + forOutput) };
};

/** What a span says of its tokens may be anything. */
const paid = (tokens: number, amount: bigint): bigint =>
  Number.isFinite(tokens) && tokens > 0 ? BigInt(Math.trunc(tokens)) * amount : 0n;

const orElse = (amount: string | null, other: bigint): bigint => (amount === null ? other : unitsOf(amount));

const unitsOf = (amount: string): bigint => {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(PRICE_DIGITS, '0'));
};

const textOf = (units: bigint): string => {
  const digits = units.toString().padStart(COST_DIGITS + 1, '0');
  const fraction = withoutZeros(digits.slice(-COST_DIGITS));
  return `${digits.slice(0, -COST_DIGITS)}${fraction === '' ? '' : `.${fraction}`}`;
};

const withoutZeros = (fraction: string): string =>
  fraction.endsWith('0') ? withoutZeros(fraction.slice(0, -1)) : fraction;
