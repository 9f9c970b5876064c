import pg from 'pg';
import { systemClock } from '../clock/clock.ts';
import type { Log } from '../log/log.ts';
import { OperatorError } from '../operator-error.ts';
import { readMigrations, type Migration, type MigrationFolder } from './migration-files.ts';
import { LEDGER, pendingOf, readApplied } from './migration-ledger.ts';

/** Any number that nobody else locks. */
const MIGRATION_LOCK = 7_264_001;
/** A migration that waits longer for a table would hold up everyone who queues behind it. */
const LOCK_TIMEOUT = '10s';

/** Brings the schema up to this version, one transaction a step; a second process waits and finds nothing to do. */
export const migrate = async (
  ownerUrl: URL,
  folders: readonly MigrationFolder[],
  log: Log,
): Promise<readonly string[]> => {
  const known = await readMigrations(folders);
  const client = new pg.Client({ connectionString: ownerUrl.href, application_name: 'holdfast migrate' });
  client.on('error', () => {});
  try {
    await client.connect().catch((error: unknown) => {
      throw unusable(ownerUrl, error);
    });
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const pending = pendingOf(known, await readApplied(client));
    if (pending.length > 0) await client.query(LEDGER);
    for (const migration of pending) await apply(client, migration, log);
    return pending.map(({ id }) => id);
  } finally {
    await client.end().catch(() => {});
  }
};

const apply = async (client: pg.Client, { id, sql, checksum, breaking }: Migration, log: Log): Promise<void> => {
  const since = systemClock.elapsed();
  try {
    await client.query('begin');
    await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query(sql);
    await client.query('insert into holdfast.migrations (id, checksum, breaking) values ($1, $2, $3)', [
      id,
      checksum,
      breaking,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    const why = error instanceof Error ? error.message : String(error);
    throw new OperatorError(`The migration ${id} failed and was undone: ${why}. Mend the cause and start again.`, {
      cause: error,
    });
  }
  log.info(
    { event: 'migration_applied', migration: id, took_ms: Math.round(systemClock.elapsed() - since) },
    'Migration applied.',
  );
};

const unusable = ({ hostname, port, username }: URL, error: unknown): OperatorError =>
  new OperatorError(
    `The database at ${hostname}:${port || '5432'} cannot be used as ${username}: ${error instanceof Error ? error.message : String(error)}. Look at HOLDFAST_DATABASE_OWNER_URL.`,
    { cause: error },
  );
