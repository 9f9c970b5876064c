import type pg from 'pg';
import { BREACHES } from './catalogue-sql.ts';
import { TABLES_OF_FUNCTIONS, TABLES_WITHOUT_WORKSPACE } from './catalogue-exceptions.ts';

interface Breach extends pg.QueryResultRow {
  breach: string;
}

/** What in the database's own catalogue breaks the rules of workspaces, a sentence each. Empty when all hold. */
export const readBreaches = async (client: Pick<pg.ClientBase, 'query'>): Promise<string[]> => {
  const exceptions = [Object.keys(TABLES_WITHOUT_WORKSPACE), Object.keys(TABLES_OF_FUNCTIONS)];
  const { rows } = await client.query<Breach>(BREACHES, exceptions);
  return rows.map(({ breach }) => breach);
};
