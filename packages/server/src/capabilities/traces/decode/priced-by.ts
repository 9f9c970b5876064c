import { timestampOfUs } from '../store/timestamp.ts';
import { fits, priceOf } from '../prices/price-of.ts';
import type { PriceEntry } from '../prices/price-of.ts';
import type { PriceOf } from './stored-span-of.ts';

const NS_PER_US = 1_000n;
/** Of so many models it is remembered which prices are for them: a workspace may have thousands, and most spans ask one of a few. */
const MOST_MODELS = 100;
/** Whoever sends longer ones sends no names. */
const LONGEST_NAME = 300;

/** What tokens cost by the prices of a workspace, as they were when the span began. */
export const pricedBy = (prices: readonly PriceEntry[]): PriceOf => {
  if (prices.length === 0) return () => undefined;
  const known = new Map<string, readonly PriceEntry[]>();
  const pricesFor = (model: string, provider: string | undefined): readonly PriceEntry[] => {
    const name = `${provider ?? ''}\n${model}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = prices.filter((price) => fits(price, model, provider));
    if (known.size >= MOST_MODELS) known.clear();
    if (name.length <= LONGEST_NAME) known.set(name, found);
    return found;
  };
  return (usage, model, provider, at) => {
    const own = pricesFor(model, provider);
    if (own.length === 0) return undefined;
    const cost = priceOf(own, { model, provider, at: timestampOfUs(at / NS_PER_US), usage });
    return cost === undefined ? undefined : Number(cost.total);
  };
};
