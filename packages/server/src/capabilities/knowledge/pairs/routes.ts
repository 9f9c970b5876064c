import { changePair, createPair, getPair, listPairs, removePair } from '@holdfast/protocol/knowledge/pairs';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import { list } from './list.ts';
import * as pairs from './pairs.ts';
import type { PairsParts } from './parts.ts';

export const pairRoutes = (parts: PairsParts): readonly Endpoint[] => [
  on(listPairs, (ctx, { query }) => list(ctx, query)),
  on(createPair, (ctx, { body }) => pairs.create(parts, ctx, body)),
  on(getPair, (ctx, { params }) => pairs.find(ctx, params.pair_id)),
  on(changePair, (ctx, input) => pairs.change(parts, ctx, input)),
  on(removePair, async (ctx, { params }) => {
    await pairs.remove(parts, ctx, params.pair_id);
    return undefined;
  }),
];
