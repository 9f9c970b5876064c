import { MOST_PRICES, PriceId, type Price, type addPrice, type changePrice } from '@holdfast/protocol/prices/prices';
import type { Input } from '@holdfast/protocol/contract';
import { z } from 'zod';
import { doneBy } from '../../../platform/audit/act.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import { violates } from '../../../platform/database/failures.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import type { HandlerInput } from '../../../platform/http/endpoint.ts';
import { toPage } from '../../../platform/http/page.ts';
import type { MakeId } from '../../../platform/ids/uuid7.ts';
import * as store from './store.ts';

export interface PriceActsParts {
  readonly audit: Audit;
  readonly makeId: MakeId;
  /** That prices of its workspace are others, as soon as it is committed. */
  readonly tell: (tx: Write) => void;
}

const LIST = 'prices';
const Place = z.tuple([z.string(), z.uuid()]);

export const list = async (
  { db }: Context,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) => {
  const after = decodeCursor(LIST, Place, cursor);
  const rows = await db.read((tx) => store.listPrices(tx, { limit, after }));
  return toPage(rows, { list: LIST, limit, keyOf: ({ model, id }) => [model, id] });
};

export const find = async ({ db }: Context, id: PriceId): Promise<Price> =>
  (await db.read((tx) => store.findPrice(tx, id))) ?? fail('not_found');

const aPrice = (id: PriceId) => ({ kind: 'price', id });

export const add = (
  { audit, makeId, tell }: PriceActsParts,
  ctx: Context,
  body: Input<typeof addPrice>['body'],
): Promise<Price> =>
  orTwice(() =>
    ctx.db.write(async (tx) => {
      if ((await store.countPricesAlone(tx)) >= MOST_PRICES)
        fail('conflict', { detail: `A workspace has at most ${MOST_PRICES} prices. Remove some that fit nothing.` });
      const made = await store.insertPrice(tx, PriceId.parse(makeId()), body);
      await audit.add(tx, { ...doneBy(ctx), action: 'price.added', object: aPrice(made.id) });
      tell(tx);
      return made;
    }),
  );

export const change = (
  { audit, tell }: PriceActsParts,
  ctx: Context,
  { params, body, version }: Pick<HandlerInput<typeof changePrice>, 'params' | 'body' | 'version'>,
): Promise<Price> =>
  orTwice(() =>
    ctx.db.write(async (tx) => {
      const was = (await store.lockPrice(tx, params.price_id)) ?? fail('not_found');
      if (was.version !== version) fail('stale', { members: { current_version: was.version } });
      const fields = Object.keys(body).toSorted();
      if (fields.length === 0) return was;
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const changed = await store.updatePrice(tx, was.id, { ...was, ...given });
      await audit.add(tx, { ...doneBy(ctx), action: 'price.changed', object: aPrice(was.id), facts: { fields } });
      tell(tx);
      return changed;
    }),
  );

export const remove = ({ audit, tell }: PriceActsParts, ctx: Context, id: PriceId): Promise<void> =>
  ctx.db.write(async (tx) => {
    if (!(await store.deletePrice(tx, id))) fail('not_found');
    await audit.add(tx, { ...doneBy(ctx), action: 'price.removed', object: aPrice(id) });
    tell(tx);
  });

const TWICE =
  'There is a price of this model, provider and moment. Change that one, or say from when this one is valid.';

const orTwice = async <Value>(act: () => Promise<Value>): Promise<Value> => {
  try {
    return await act();
  } catch (error) {
    if (!violates(error, 'model_prices_once')) throw error;
    return fail('conflict', { detail: TWICE });
  }
};
