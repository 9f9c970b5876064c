import {
  changePair,
  changePairs,
  createPair,
  exportPairs,
  getPair,
  listPairs,
  listPairVersions,
  removePair,
  restorePair,
} from '@holdfast/protocol/knowledge/pairs';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import { createPlaces } from '../../../platform/limits/places.ts';
import { actOnPairs } from './bulk.ts';
import { exportAll } from './export/export-pairs.ts';
import { listHistory } from './history.ts';
import { list } from './list.ts';
import type { LookingParts } from './look-through.ts';
import * as pairs from './pairs.ts';
import type { PairsParts } from './parts.ts';
import { restore } from './restore.ts';

/** Each asks the database for as much as its reader takes. */
const EXPORTS_AT_ONCE = 4;

export const pairRoutes = (parts: PairsParts & LookingParts): readonly Endpoint[] => {
  const places = createPlaces({
    atOnce: EXPORTS_AT_ONCE,
    taken: 'exports of this workspace are on their way already.',
  });
  return [
    on(listPairs, (ctx, { query }) => list(parts, ctx, query)),
    on(createPair, (ctx, { body }) => pairs.create(parts, ctx, body)),
    on(exportPairs, (ctx, { query }) => exportAll({ ...parts, places }, ctx, query)),
    on(getPair, (ctx, { params }) => pairs.find(ctx, params.pair_id)),
    on(changePair, (ctx, input) => pairs.change(parts, ctx, input)),
    on(removePair, async (ctx, { params }) => {
      await pairs.remove(parts, ctx, params.pair_id);
      return undefined;
    }),
    on(listPairVersions, (ctx, { params, query }) => listHistory(parts, ctx, params.pair_id, query)),
    on(restorePair, (ctx, { params, body }) => restore(parts, ctx, params.pair_id, body.version)),
    on(changePairs, (ctx, { body }) => actOnPairs(parts, ctx, body)),
  ];
};
