import { timestampOfUs } from '../store/timestamp.ts';
import { priceOf } from '../prices/price-of.ts';
import type { PriceEntry } from '../prices/price-of.ts';
import type { PriceOf } from './stored-span-of.ts';

const NS_PER_US = 1_000n;

/** What tokens cost by the prices of a workspace, as they were when the span began. */
export const pricedBy = (prices: readonly PriceEntry[]): PriceOf => {
  if (prices.length === 0) return () => undefined;
  return (usage, model, provider, at) => {
    const cost = priceOf(prices, { model, provider, at: timestampOfUs(at / NS_PER_US), usage });
    return cost === undefined ? undefined : Number(cost.total);
  };
};
