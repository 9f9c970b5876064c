import { sql } from 'kysely';
import type { Write } from '../../../platform/database/transaction.ts';

/**
 * The number of this transaction's change of the pairs or their vectors. Taken once, before the first write: it holds the
 * workspace's shelf to the commit, so that whoever follows changes by their numbers never meets a lower one later. What follows
 * in the transaction is planned for what it is asked and for the tables as they are.
 */
export const nextChange = async (tx: Write): Promise<number> => {
  const { change } = await tx.one(sql<{ change: number }>`
    insert into knowledge.shelves (workspace_id, change) values (${tx.workspace}, 1)
    on conflict (workspace_id) do update set change = knowledge.shelves.change + 1
    returning change, set_config('plan_cache_mode', 'force_custom_plan', true) as plans,
              knowledge.count_what_has_grown() as counted`);
  return change;
};

/** Nobody changes pairs before the transaction ends. The change up to which they are committed. */
export const holdShelf = async (tx: Write): Promise<number> => {
  const shelf = await tx.maybe(sql<{ change: number }>`
    select change from knowledge.shelves where workspace_id = ${tx.workspace} for update`);
  return shelf?.change ?? 0;
};
