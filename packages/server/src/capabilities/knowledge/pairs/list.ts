import type { Input } from '@holdfast/protocol/contract';
import type { listPairs } from '@holdfast/protocol/knowledge/pairs';
import { text } from '@holdfast/protocol/text';
import { z } from 'zod';
import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts';
import { lookThrough, type LookingParts } from './look-through.ts';
import type { Looked, PairPlace } from './store/looking.ts';

/** A cursor is no longer than that. */
const LONGEST_KEY = 1_024;
const Place = z.tuple([z.uuid(), z.int(), text(LONGEST_KEY)]);

export const list = async (parts: LookingParts, ctx: Context, query: Input<typeof listPairs>['query']) => {
  const { limit, cursor, sort, ...filters } = query;
  const name = `knowledge.pairs.${sort}`;
  const after = decodeCursor(name, Place, cursor);
  const place = after && { id: after[0], change: after[1], sort_key: after[2] };
  const looked = await lookThrough(parts, ctx, { filters, sort, limit, after: place });
  const shown = looked.filter(({ fits }) => fits).slice(0, limit);
  const end = endOf(looked, shown);
  return {
    items: shown.map(({ pair }) => pair),
    next_cursor: end === undefined ? null : encodeCursor(name, [end.id, end.change, end.sort_key]),
  };
};

/** Where the next page begins: behind what is shown when more was found, else behind what was looked at. */
export const endOf = (looked: readonly Looked[], shown: readonly Looked[]): PairPlace | undefined => {
  const last = looked.at(-1);
  if (last?.fits === true && looked.length > shown.length) return shown.at(-1);
  return last?.is_end === true ? last : undefined;
};
