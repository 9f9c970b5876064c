import type { WorkspaceId } from '@holdfast/protocol/ids';
import type pg from 'pg';

export type Mode = 'read' | 'write' | 'serializable';

const BEGIN: Readonly<Record<Mode, string>> = {
  // one snapshot for all statements, so that a page and its count agree
  read: 'begin isolation level repeatable read read only',
  write: 'begin isolation level read committed read write',
  serializable: 'begin isolation level serializable read write',
};

interface Bound extends pg.QueryResultRow {
  before: string | null;
  process_id: number;
}

export class ContaminatedConnection extends Error {
  override readonly name = 'ContaminatedConnection';
}

/**
 * Begins a transaction and binds it to its workspace until it ends. Both statements are on the wire before the
 * caller's first one, so that a transaction with one statement costs one round trip before its commit.
 * Resolves with the process of the database that runs it: behind a pooler that is another one for each transaction.
 */
export const beginBound = (client: pg.ClientBase, mode: Mode, workspace: WorkspaceId | undefined): Promise<number> => {
  const begun = client.query(BEGIN[mode]);
  const bound = client.query<Bound>({
    name: 'bind_workspace',
    text: `select current_setting('holdfast.workspace_id', true) as before, set_config('holdfast.workspace_id', $1, true), pg_backend_pid() as process_id`,
    values: [workspace ?? ''],
  });
  const opened = Promise.all([begun, bound]).then(([, { rows }]) => {
    const [row] = rows;
    if (row === undefined) throw new Error('The database did not say that the transaction is bound');
    if ((row.before ?? '') !== '') {
      throw new ContaminatedConnection('A connection came from the pool still bound to a workspace');
    }
    return row.process_id;
  });
  // the caller awaits it after its own first statement
  opened.catch(() => {});
  return opened;
};
