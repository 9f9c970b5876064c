import { join } from 'node:path';
import type { Config } from '../config/settings.ts';
import { openDatabasePlace } from '../database-place.ts';
import { migrationsWith } from '../migrations.ts';
import type { Opening } from '../opening.ts';
import { createDatabase, type Database } from '../platform/database/database.ts';
import { inspectDatabase } from '../platform/database/inspect.ts';
import { openDataFolder, type DataFolder } from '../platform/files/data-folder.ts';
import { lockFolder } from '../platform/files/folder-lock.ts';
import { isThere } from '../platform/files/is-there.ts';
import { OperatorError } from '../platform/operator-error.ts';
import { readOrCreatePasswords } from '../platform/postgres/passwords.ts';
import { readPidFile } from '../platform/postgres/pid-file.ts';
import { placeIn } from '../platform/postgres/place.ts';
import { urlsOf } from '../platform/postgres/roles.ts';

const CONNECTIONS = 2;

/** The database that is there, beside a Holdfast that runs or without one. It is neither made nor migrated. */
export const openStandingDatabase = async (opening: Opening): Promise<Database> => {
  const { config, lifecycle, log, overrides } = opening;
  const url = config.HOLDFAST_DATABASE_URL ?? (await urlOfEmbedded(opening));
  await inspectDatabase(url, migrationsWith(overrides.migrations), { tolerateBreaches: true });
  const open = () =>
    createDatabase({
      url,
      connections: CONNECTIONS,
      waitMs: config.HOLDFAST_DATABASE_WAIT,
      limits: { statementTimeoutMs: config.HOLDFAST_STATEMENT_TIMEOUT, lockTimeoutMs: config.HOLDFAST_LOCK_TIMEOUT },
      log,
    });
  return lifecycle.open('database', open, { close: (database) => database.close() });
};

const urlOfEmbedded = async ({ config, lifecycle, log }: Opening): Promise<URL> => {
  await refuseNoFolder(config);
  const folder = await lifecycle.open('data folder', () => openDataFolder(config.HOLDFAST_DATA));
  try {
    await lifecycle.open('lock', () => lockFolder(folder.lock), { close: (lock) => lock.release() });
  } catch (error) {
    // a Holdfast has it, and its database with it
    const url = await urlOfRunning(folder);
    if (url === undefined) throw error;
    return url;
  }
  return (await openDatabasePlace(config, folder, lifecycle, log)).appUrl;
};

const urlOfRunning = async (folder: DataFolder): Promise<URL | undefined> => {
  const place = placeIn(folder);
  const said = await readPidFile(place.pidFile);
  if (said === undefined || said.port === 0) return undefined;
  return new URL(urlsOf(said.port, await readOrCreatePasswords(place.passwords, true)).appUrl);
};

const refuseNoFolder = async ({ HOLDFAST_DATA: data }: Config): Promise<void> => {
  if (!(await isThere(join(data, 'holdfast.json'))))
    throw new OperatorError(
      `No Holdfast has run in ${data}, so there is no database to look at. Name its folder in HOLDFAST_DATA, or its database in HOLDFAST_DATABASE_URL.`,
      { exitCode: 78 },
    );
};
