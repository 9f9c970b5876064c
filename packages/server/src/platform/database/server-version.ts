import type pg from 'pg';
import { OperatorError } from '../operator-error.ts';

const OLDEST_VERSION = 160_000;

/** Told to whoever starts, and to whoever migrates before anything is changed. */
export const refuseOldVersion = (version: number): void => {
  if (version >= OLDEST_VERSION) return;
  throw new OperatorError(
    `The database is PostgreSQL ${Math.floor(version / 10_000)}. Holdfast needs PostgreSQL 16 or newer.`,
    { exitCode: 78 },
  );
};

export const readVersion = async (client: Pick<pg.ClientBase, 'query'>): Promise<number> => {
  const sql = `select current_setting('server_version_num')::int as version`;
  // one row, always
  return (await client.query<{ version: number }>(sql)).rows[0]?.version ?? 0;
};
