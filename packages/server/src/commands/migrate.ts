import type { Config } from '../config/settings.ts';
import { openDatabasePlace } from '../database-place.ts';
import { migrationsWith } from '../migrations.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { migrate } from '../platform/database/migrate.ts';
import { openDataFolder } from '../platform/files/data-folder.ts';
import { lockFolder } from '../platform/files/folder-lock.ts';
import { createLifecycle, type Lifecycle } from '../platform/lifecycle/lifecycle.ts';
import type { Log } from '../platform/log/log.ts';
import { OperatorError } from '../platform/operator-error.ts';
import { EXIT, type Command } from './command.ts';
import { logOf } from './log.ts';

export const migrateCommand: Command = {
  summary: 'Bring the schema of the database up to this version.',
  usage: 'migrate [--database-owner-url URL]',
  help: `Needed before the first start and after an upgrade when HOLDFAST_DATABASE_URL names an outside database;
the embedded one migrates itself at every start. Each migration is a transaction of its own: a failed one leaves nothing behind.
HOLDFAST_DATABASE_OWNER_URL signs in as the role that owns the tables.`,
  run: async ({ settings: { config }, overrides, print }) => {
    const log = logOf(config);
    const lifecycle = createLifecycle(log, systemClock);
    try {
      const ownerUrl = await ownerUrlOf(config, lifecycle, log);
      const applied = await migrate(ownerUrl, migrationsWith(overrides.migrations), log);
      const where = whereabouts(ownerUrl, config);
      print(
        applied.length === 0
          ? `The schema of ${where} is up to date.`
          : `Applied ${applied.length} to ${where}: ${applied.join(', ')}.`,
      );
      return EXIT.fine;
    } finally {
      await lifecycle.closeAll();
    }
  },
};

/** Whoever forgot a setting sees that it was another database than the one that was meant. */
const whereabouts = (
  { host, pathname }: URL,
  { HOLDFAST_DATABASE_OWNER_URL: outside, HOLDFAST_DATA: data }: Config,
): string => (outside === undefined ? `the embedded database in ${data}` : `${host}${pathname}`);

const ownerUrlOf = async (config: Config, lifecycle: Lifecycle, log: Log): Promise<URL> => {
  const { HOLDFAST_DATABASE_URL: appUrl, HOLDFAST_DATABASE_OWNER_URL: ownerUrl } = config;
  if (ownerUrl !== undefined) return ownerUrl;
  if (appUrl !== undefined) {
    throw new OperatorError(
      'HOLDFAST_DATABASE_OWNER_URL is not set. Name the role that owns the tables of the database in HOLDFAST_DATABASE_URL.',
      { exitCode: 78 },
    );
  }
  const folder = await lifecycle.open('data folder', () => openDataFolder(config.HOLDFAST_DATA));
  await lifecycle.open('lock', () => lockFolder(folder.lock), { close: (lock) => lock.release() });
  const { ownerUrl: embedded } = await openDatabasePlace(config, folder, lifecycle, log);
  if (embedded === undefined) throw new Error('The embedded database has an owner');
  return embedded;
};
