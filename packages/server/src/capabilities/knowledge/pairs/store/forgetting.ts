import type { WorkspaceId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import type { InstanceRead, Write } from '../../../../platform/database/transaction.ts';
import { forgetVectorsOf } from '../../embedding/store/vectors.ts';
import { holdShelf } from '../../shelf/store.ts';

const KEPT_FOR = sql`interval '7 days'`;

/** Of all there are. */
export const workspacesWithRemoved = async (tx: InstanceRead): Promise<WorkspaceId[]> => {
  const found = await tx.many(sql<{ workspace_id: WorkspaceId }>`
    select workspace_id from knowledge.workspaces_with_removed_pairs()`);
  return found.map(({ workspace_id: workspace }) => workspace);
};

/** Those that were removed first, with all that was kept of them. Gives how many they were. */
export const forgetSome = async (tx: Write, most: number): Promise<number> => {
  await holdShelf(tx);
  const forgotten = await tx.many(sql<{ id: string }>`
    delete from knowledge.pairs p
     where p.workspace_id = ${tx.workspace}
       and p.id in (select o.id from knowledge.pairs o
                     where o.workspace_id = ${tx.workspace} and o.removed_at < holdfast.now() - ${KEPT_FOR}
                     order by o.removed_at limit ${most})
    returning p.id`);
  if (forgotten.length === 0) return 0;
  await forgetVectorsOf(
    tx,
    forgotten.map(({ id }) => id),
  );
  await tx.run(sql`
    update knowledge.shelves set removed = removed - ${forgotten.length}::bigint where workspace_id = ${tx.workspace}`);
  return forgotten.length;
};
