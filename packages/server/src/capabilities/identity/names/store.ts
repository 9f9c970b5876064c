import { sql } from 'kysely';
import type { Read } from '../../../platform/database/transaction.ts';

/** What members, accounts, keys, invitations and the workspace are called now, by their ids. Who or what is gone has no name. */
export const readNames = async (tx: Read, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const wanted = sql`${[...ids]}::uuid[]`;
  const rows = await tx.many(sql<{ id: string; name: string }>`
    select id, name from auth.names_of(${wanted})
    union all select id, name from identity.keys where workspace_id = ${tx.workspace} and id = any (${wanted})
    union all select id, email from identity.invitations where workspace_id = ${tx.workspace} and id = any (${wanted})
    union all select workspace_id, name from identity.workspaces
               where workspace_id = ${tx.workspace} and workspace_id = any (${wanted})`);
  return new Map(rows.map(({ id, name }) => [id, name]));
};
