import type { Price } from '@holdfast/protocol/prices/prices';
import type { Usage } from '../dialects/gen-ai-span.ts';
import { costOf, type ExactCost } from './cost-of.ts';

/** What of a price decides what something cost. */
export type PriceEntry = Pick<
  Price,
  'model' | 'provider' | 'valid_from' | 'input' | 'output' | 'cache_read' | 'cache_write' | 'reasoning'
>;

export interface Priced {
  readonly model: string;
  readonly provider: string | undefined;
  /** RFC 3339 in UTC with six digits, as the database and spans of ours write it. */
  readonly at: string;
  readonly usage: Usage;
}

/** What a use of a model cost by these prices; undefined when none of them is for it. */
export const priceOf = (
  prices: readonly PriceEntry[],
  { model, provider, at, usage }: Priced,
): ExactCost | undefined => {
  let best: PriceEntry | undefined;
  for (const price of prices)
    if (fits(price, model, provider) && isValid(price, at) && (best === undefined || comesBefore(price, best)))
      best = price;
  return best && costOf(best, usage);
};

/** Whether a price is for this model of this provider, at whatever time. */
export const fits = (
  { model: pattern, provider: of }: PriceEntry,
  model: string,
  provider: string | undefined,
): boolean =>
  (pattern.endsWith('*') ? model.startsWith(pattern.slice(0, -1)) : model === pattern) &&
  (of === null || of === provider);

/** Both are written alike, so that text is in the order of time. */
const isValid = ({ valid_from }: PriceEntry, at: string): boolean => valid_from === null || valid_from <= at;

/** The name itself, then the longest beginning; of those alike the one of the provider; of those alike the newest. */
const comesBefore = (one: PriceEntry, other: PriceEntry): boolean => {
  const [a, b] = [closeness(one.model), closeness(other.model)];
  if (a !== b) return a > b;
  if ((one.provider === null) !== (other.provider === null)) return one.provider !== null;
  return (one.valid_from ?? '') > (other.valid_from ?? '');
};

const closeness = (pattern: string): number => (pattern.endsWith('*') ? pattern.length - 1 : Number.POSITIVE_INFINITY);
