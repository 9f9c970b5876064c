import pg from 'pg';
import { systemClock } from '../clock/clock.ts';
import type { Log } from '../log/log.ts';
import { OperatorError } from '../operator-error.ts';
import { isBrokenConnection, stateOf } from './failures.ts';
import { readMigrations, type Migration, type MigrationFolder } from './migration-files.ts';
import { LEDGER, pendingOf, readApplied } from './migration-ledger.ts';
import { readVersion, refuseOldVersion } from './server-version.ts';

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
    const pending = await prepare(client, known).catch((error: unknown) => {
      throw error instanceof OperatorError ? error : unprepared(ownerUrl, error);
    });
    for (const migration of pending) await apply(client, migration, log);
    return pending.map(({ id }) => id);
  } finally {
    await client.end().catch(() => {});
  }
};

/** Waits until nobody else migrates, and finds out what is to be done. */
const prepare = async (client: pg.Client, known: readonly Migration[]): Promise<Migration[]> => {
  refuseOldVersion(await readVersion(client));
  await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  const pending = pendingOf(known, await readApplied(client));
  if (pending.length > 0) await client.query(LEDGER);
  return pending;
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
    throw new OperatorError(
      `The migration ${id} failed and was undone: ${wordsOf(error)}. Mend the cause and start again.`,
      {
        cause: error,
      },
    );
  }
  log.info(
    { event: 'migration_applied', migration: id, took_ms: Math.round(systemClock.elapsed() - since) },
    'Migration applied.',
  );
};

const unusable = ({ hostname, port, username }: URL, error: unknown): OperatorError =>
  new OperatorError(
    `The database at ${hostname}:${port || '5432'} cannot be used as ${username}: ${wordsOf(error)}. Look at HOLDFAST_DATABASE_OWNER_URL.`,
    { cause: error },
  );

/** A role may have limits of its own, which end the wait for another process: 57014 by time, 55P03 by waiting for a lock. */
const GAVE_UP_WAITING: ReadonlySet<string | undefined> = new Set(['57014', '55P03']);

const unprepared = (url: URL, error: unknown): OperatorError => {
  if (isBrokenConnection(error)) return unusable(url, error);
  const role = `the role ${url.username}`;
  if (GAVE_UP_WAITING.has(stateOf(error))) {
    return new OperatorError(
      `Another process migrates the database, and waiting for it was ended: ${wordsOf(error)}. Migrate again when it is done, or lift statement_timeout and lock_timeout of ${role}.`,
      { cause: error },
    );
  }
  return new OperatorError(
    `The history of migrations cannot be kept as ${role}: ${wordsOf(error)}. Name the role that owns the database in HOLDFAST_DATABASE_OWNER_URL, and make both roles as roles.sql does.`,
    { exitCode: 78, cause: error },
  );
};

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
