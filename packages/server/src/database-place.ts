import type { Config } from './config/settings.ts';
import type { DataFolder } from './platform/files/data-folder.ts';
import type { Lifecycle } from './platform/lifecycle/lifecycle.ts';
import type { Log } from './platform/log/log.ts';
import { OperatorError } from './platform/operator-error.ts';
import { startPostgres, type EmbeddedPostgres } from './platform/postgres/start-postgres.ts';

/** Where the database is, and who may do what with it. */
export interface DatabasePlace {
  readonly appUrl: URL;
  /** Undefined at an outside database whose owner this process does not know. */
  readonly ownerUrl: URL | undefined;
  readonly embedded: EmbeddedPostgres | undefined;
}

const STOP_WITHIN_MS = 10_000;
/** Its own limit is 60; some are for cancelling, for migrations and for people. */
const MOST_CONNECTIONS = 48;

/** Half of an address, or more connections than the embedded database takes. */
export const refuseHalfAPlace = (config: Config): void => {
  const { HOLDFAST_DATABASE_URL: appUrl, HOLDFAST_DATABASE_OWNER_URL: ownerUrl } = config;
  if (appUrl !== undefined) return;
  if (ownerUrl !== undefined) {
    throw new OperatorError(
      'HOLDFAST_DATABASE_OWNER_URL is set and HOLDFAST_DATABASE_URL is not. Name the application\u2019s role of the same database too.',
      { exitCode: 78 },
    );
  }
  if (config.HOLDFAST_DATABASE_CONNECTIONS > MOST_CONNECTIONS) {
    throw new OperatorError(
      `The embedded PostgreSQL takes ${MOST_CONNECTIONS} connections. Lower HOLDFAST_DATABASE_CONNECTIONS, or name a larger server in HOLDFAST_DATABASE_URL.`,
      {
        exitCode: 78,
      },
    );
  }
};

/** An outside database when the settings name one, the embedded one otherwise. */
export const openDatabasePlace = async (
  config: Config,
  folder: DataFolder,
  lifecycle: Lifecycle,
  log: Log,
): Promise<DatabasePlace> => {
  const { HOLDFAST_DATABASE_URL: appUrl, HOLDFAST_DATABASE_OWNER_URL: ownerUrl } = config;
  if (appUrl !== undefined) return { appUrl, ownerUrl, embedded: undefined };
  refuseHalfAPlace(config);
  const embedded = await lifecycle.open('embedded PostgreSQL', () => startPostgres({ dataFolder: folder, log }), {
    close: (postgres) => postgres.stop(STOP_WITHIN_MS),
    withinMs: STOP_WITHIN_MS + 1000,
  });
  return { appUrl: new URL(embedded.appUrl), ownerUrl: new URL(embedded.ownerUrl), embedded };
};
