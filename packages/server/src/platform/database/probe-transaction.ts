import type { WorkspaceId } from '@holdfast/protocol/ids';
import type pg from 'pg';
import { beginBound } from './bind.ts';

interface Looked extends pg.QueryResultRow {
  workspace: string | null;
}

/**
 * A transaction like any other, bound by the same statements, that reads a table under row-level security.
 * Rejects when transactions cannot be made, or when the binding is not what the policies see.
 */
export const probeTransaction = async (client: pg.ClientBase, workspace?: WorkspaceId): Promise<void> => {
  const opened = beginBound(client, 'read', workspace);
  const looked = client.query<Looked>({
    name: 'probe_transaction',
    text: 'select holdfast.workspace_id() as workspace, (select count(*) from (select from holdfast.idempotency_keys limit 1) one)',
  });
  const [, { rows }] = await Promise.all([opened, looked]);
  await client.query('commit');
  if ((rows[0]?.workspace ?? undefined) !== workspace) throw new UnboundTransaction();
};

export class UnboundTransaction extends Error {
  override readonly name = 'UnboundTransaction';
  override readonly message = 'holdfast.workspace_id() does not tell the workspace that a transaction was bound to';
}
