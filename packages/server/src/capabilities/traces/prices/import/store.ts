import { sql } from 'kysely';
import type { Read, Write } from '../../../../platform/database/transaction.ts';
import type { PriceValues } from '../store.ts';

const given = (prices: readonly (PriceValues & { readonly id?: string })[]) => sql`
  select id, model, provider, valid_from, trim_scale(input) as input, trim_scale(output) as output,
         trim_scale(cache_read) as cache_read, trim_scale(cache_write) as cache_write, trim_scale(reasoning) as reasoning
    from jsonb_to_recordset(${JSON.stringify(prices)}::jsonb) as r
         (id uuid, model text, provider text, valid_from timestamptz, input numeric, output numeric, cache_read numeric,
          cache_write numeric, reasoning numeric)`;

export interface Difference {
  readonly added: number;
  readonly changed: number;
}

/** What would be done. Those whose amounts are as they were are neither. */
export const compare = (tx: Read, prices: readonly PriceValues[]): Promise<Difference> =>
  tx.one(sql<Difference>`
    select count(*) filter (where p.id is null) as added,
           count(*) filter (where p.id is not null and (p.input, p.output, p.cache_read, p.cache_write, p.reasoning)
                            is distinct from (g.input, g.output, g.cache_read, g.cache_write, g.reasoning)) as changed
      from (${given(prices)}) g
      left join prices.model_prices p
        on p.workspace_id = ${tx.workspace} and p.model = g.model and p.provider is not distinct from g.provider
       and p.valid_from is not distinct from g.valid_from`);

export const takeOver = async (
  tx: Write,
  prices: readonly (PriceValues & { readonly id: string })[],
): Promise<void> => {
  await tx.run(sql`
    insert into prices.model_prices as p (workspace_id, id, model, provider, valid_from, input, output, cache_read, cache_write, reasoning)
    select ${tx.workspace}, g.* from (${given(prices)}) g
    on conflict on constraint model_prices_once do update
       set input = excluded.input, output = excluded.output, cache_read = excluded.cache_read,
           cache_write = excluded.cache_write, reasoning = excluded.reasoning, version = p.version + 1
     where (p.input, p.output, p.cache_read, p.cache_write, p.reasoning)
           is distinct from (excluded.input, excluded.output, excluded.cache_read, excluded.cache_write, excluded.reasoning)`);
};
