import type pg from 'pg';
import { OperatorError } from '../operator-error.ts';
import { stateOf } from './failures.ts';
import type { Migration } from './migration-files.ts';

export interface Applied {
  readonly id: string;
  readonly checksum: string;
  readonly breaking: boolean;
}

const NO_SUCH_TABLE = '42P01';

export const LEDGER = `
  create schema if not exists holdfast;
  create table if not exists holdfast.migrations (
    id text primary key,
    checksum text not null,
    breaking boolean not null,
    applied_at timestamptz not null default clock_timestamp()
  );
  grant usage on schema holdfast to holdfast_app;
  grant select on holdfast.migrations to holdfast_app;`;

export const readApplied = async (client: Pick<pg.ClientBase, 'query'>): Promise<Applied[]> => {
  try {
    return (
      await client.query<Applied & pg.QueryResultRow>(
        'select id, checksum, breaking from holdfast.migrations order by applied_at, id',
      )
    ).rows;
  } catch (error) {
    if (stateOf(error) === NO_SUCH_TABLE) return [];
    throw error;
  }
};

/** What is still to be applied. Refuses a schema that a newer version made, and one whose history is another. */
export const pendingOf = (known: readonly Migration[], applied: readonly Applied[]): Migration[] => {
  const byId = new Map(known.map((migration) => [migration.id, migration]));
  for (const { id, checksum } of applied) {
    const migration = byId.get(id);
    if (migration === undefined) {
      throw new OperatorError(
        `The database was migrated by a newer version of Holdfast (${id} is unknown here). Start that version, or restore a backup made before the upgrade.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new OperatorError(
        `The migration ${id} was changed after it had been applied to this database. Restore its file as it was released.`,
      );
    }
  }
  const done = new Set(applied.map(({ id }) => id));
  return known.filter(({ id }) => !done.has(id));
};
