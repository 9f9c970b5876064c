import { sql } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';

/**
 * The number of this transaction's change of the pairs or their vectors. Taken once, before the first write: it holds the
 * workspace's shelf to the commit, so that whoever follows changes by their numbers never meets a lower one later.
 */
export const nextChange = async (tx: Write): Promise<number> => {
  const { change } = await tx.one(sql<{ change: number }>`
    insert into knowledge.shelves (workspace_id, change) values (${tx.workspace}, 1)
    on conflict (workspace_id) do update set change = knowledge.shelves.change + 1
    returning change`);
  return change;
};

/** Up to which change the pairs of the workspace are committed. */
export const latestChange = async (tx: Read): Promise<number> => {
  const shelf = await tx.maybe(
    sql<{ change: number }>`select change from knowledge.shelves where workspace_id = ${tx.workspace}`,
  );
  return shelf?.change ?? 0;
};
