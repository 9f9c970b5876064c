import type { Price, PriceId } from '@holdfast/protocol/prices/prices';
import { sql } from 'kysely';
import { inTurn } from '../../../platform/database/in-turn.ts';
import type { Read, Write } from '../../../platform/database/transaction.ts';
import type { PriceEntry } from './price-of.ts';

const PRICE = sql`id, model, provider, valid_from, input, output, cache_read, cache_write, reasoning, created_at, version`;

/** One more than the page has. */
export const listPrices = (
  tx: Read,
  { limit, after }: { readonly limit: number; readonly after: readonly [string, string] | undefined },
): Promise<Price[]> => {
  const [model, id] = after ?? [];
  return tx.many(sql<Price>`
    select ${PRICE} from prices.model_prices
     where workspace_id = ${tx.workspace} and (${id ?? null}::uuid is null or (model, id) > (${model ?? null}, ${id ?? null}::uuid))
     order by model, id limit ${limit + 1}`);
};

export const allPrices = (tx: Read): Promise<PriceEntry[]> =>
  tx.many(sql<PriceEntry>`
    select model, provider, valid_from, input, output, cache_read, cache_write, reasoning
      from prices.model_prices where workspace_id = ${tx.workspace}`);

export const findPrice = (tx: Read, id: PriceId): Promise<Price | undefined> =>
  tx.maybe(sql<Price>`select ${PRICE} from prices.model_prices where workspace_id = ${tx.workspace} and id = ${id}`);

export const lockPrice = (tx: Write, id: PriceId): Promise<Price | undefined> =>
  tx.maybe(
    sql<Price>`select ${PRICE} from prices.model_prices where workspace_id = ${tx.workspace} and id = ${id} for update`,
  );

/** As it is wanted; the database gives times and digits their one form. */
export type PriceValues = Omit<PriceEntry, 'valid_from'> & { readonly valid_from: string | null };

/** Those who add prices do so one after the other, so that a workspace has no more than it may. */
export const countPricesAlone = async (tx: Write): Promise<number> => {
  await inTurn(tx, 'prices');
  const { count } = await tx.one(sql<{ count: number }>`
    select count(*) as count from prices.model_prices where workspace_id = ${tx.workspace}`);
  return count;
};

export const insertPrice = (tx: Write, id: PriceId, price: PriceValues): Promise<Price> =>
  tx.one(sql<Price>`
    insert into prices.model_prices (workspace_id, id, model, provider, valid_from, input, output, cache_read, cache_write, reasoning)
    values (${tx.workspace}, ${id}, ${price.model}, ${price.provider}, ${price.valid_from}::timestamptz, ${digits(price.input)},
            ${digits(price.output)}, ${digits(price.cache_read)}, ${digits(price.cache_write)}, ${digits(price.reasoning)})
    returning ${PRICE}`);

export const updatePrice = (tx: Write, id: PriceId, price: PriceValues): Promise<Price> =>
  tx.one(sql<Price>`
    update prices.model_prices
       set model = ${price.model}, provider = ${price.provider}, valid_from = ${price.valid_from}::timestamptz,
           input = ${digits(price.input)}, output = ${digits(price.output)}, cache_read = ${digits(price.cache_read)},
           cache_write = ${digits(price.cache_write)}, reasoning = ${digits(price.reasoning)}, version = version + 1
     where workspace_id = ${tx.workspace} and id = ${id} returning ${PRICE}`);

/** 2.50 and 2.5 are one price. */
const digits = (amount: string | null) => sql`trim_scale(${amount}::numeric)`;

export const deletePrice = async (tx: Write, id: PriceId): Promise<boolean> =>
  (await tx.run(sql`delete from prices.model_prices where workspace_id = ${tx.workspace} and id = ${id}`)) > 0;
