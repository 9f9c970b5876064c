import type { WorkspaceId } from '@holdfast/protocol/ids';
import type pg from 'pg';
import { FUNCTION_BREACHES } from './catalogue-function-sql.ts';
import { ROLE_BREACHES } from './catalogue-role-sql.ts';
import { SETTING_BREACHES } from './catalogue-setting-sql.ts';
import { TABLE_BREACHES } from './catalogue-sql.ts';
import { TABLES_OF_FUNCTIONS, TABLES_WITHOUT_WORKSPACE } from './catalogue-exceptions.ts';
import { isBrokenConnection } from './failures.ts';
import { probeTransaction } from './probe-transaction.ts';

interface Breach extends pg.QueryResultRow {
  breach: string;
}

/**
 * What in the database breaks the rules of workspaces, a sentence each. Empty when all hold.
 * The connection has only pg_catalog on its search_path: the rest would change how the catalogue writes expressions.
 */
export const readBreaches = async (client: pg.ClientBase): Promise<string[]> => {
  const rights = Object.entries(TABLES_WITHOUT_WORKSPACE).map(([table, { rights: allowed }]) => [table, allowed]);
  const breaches: string[] = [];
  for (const [sql, values] of [
    [TABLE_BREACHES, [JSON.stringify(Object.fromEntries(rights)), Object.keys(TABLES_OF_FUNCTIONS)]],
    [ROLE_BREACHES, []],
    [FUNCTION_BREACHES, []],
    [SETTING_BREACHES, []],
  ] as const) {
    breaches.push(...(await client.query<Breach>(sql, [...values])).rows.map(({ breach }) => breach));
  }
  breaches.push(...(await breachesOfTransaction(client)));
  return breaches;
};

/** Belongs to nobody, and is one that a function which answers null or a workspace of its own would not say. */
const SOME_WORKSPACE = '00000000-0000-4000-8000-5eea0b0a7d01' as WorkspaceId;

const breachesOfTransaction = async (client: pg.ClientBase): Promise<string[]> => {
  try {
    await probeTransaction(client, SOME_WORKSPACE);
    return [];
  } catch (error) {
    if (isBrokenConnection(error)) throw error;
    await client.query('rollback');
    return [`a transaction bound to a workspace fails: ${error instanceof Error ? error.message : String(error)}`];
  }
};
