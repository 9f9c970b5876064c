import {
  addPrice,
  changePrice,
  getPrice,
  importPrices,
  listPrices,
  removePrice,
} from '@holdfast/protocol/prices/prices';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import * as table from './import/import-prices.ts';
import * as prices from './prices.ts';

export const priceRoutes = (parts: prices.PriceActsParts): readonly Endpoint[] => [
  on(listPrices, (ctx, { query }) => prices.list(ctx, query)),
  on(getPrice, (ctx, { params }) => prices.find(ctx, params.price_id)),
  on(addPrice, (ctx, { body }) => prices.add(parts, ctx, body)),
  on(changePrice, (ctx, input) => prices.change(parts, ctx, input)),
  on(removePrice, async (ctx, { params }) => {
    await prices.remove(parts, ctx, params.price_id);
    return undefined;
  }),
  on(importPrices, (ctx, { body }) => table.importPrices(parts, ctx, body)),
];
