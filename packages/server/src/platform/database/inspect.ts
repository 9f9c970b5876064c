import pg from 'pg';
import { OperatorError } from '../operator-error.ts';
import { readBreaches } from './catalogue.ts';
import { SESSION_OPTIONS } from './connection.ts';
import { readMigrations, type MigrationFolder } from './migration-files.ts';
import { pendingOf, readApplied } from './migration-ledger.ts';
import { refuseOldVersion } from './server-version.ts';

interface Server extends pg.QueryResultRow {
  version: number;
  encoding: string;
  timezone: string;
  search_path: string;
  statement_timeout: string;
  role: string;
  is_superuser: boolean;
  bypasses: boolean;
  owns_tables: boolean;
  standby: boolean;
}

export interface InspectOptions {
  /** For whoever reports them one by one. */
  readonly tolerateBreaches?: boolean;
}

/** Looks at the database through the application's eyes, at every start, and refuses one that would not protect workspaces. */
export const inspectDatabase = (
  appUrl: URL,
  folders: readonly MigrationFolder[],
  { tolerateBreaches = false }: InspectOptions = {},
): Promise<void> =>
  asApplication(appUrl, async (client) => {
    refuseServer((await client.query<Server>(SERVER)).rows[0]);
    refusePending(pendingOf(await readMigrations(folders), await readApplied(client)));
    if (!tolerateBreaches) refuseBreaches(await readBreaches(client));
  });

export const findBreaches = (appUrl: URL): Promise<string[]> => asApplication(appUrl, readBreaches);

/** Also tells whether a pooler in between keeps what a session asks for. */
const INSPECT_WITHIN_MS = 14_321;

const asApplication = async <Value>(appUrl: URL, look: (client: pg.Client) => Promise<Value>): Promise<Value> => {
  const client = new pg.Client({
    connectionString: appUrl.href,
    connectionTimeoutMillis: 5000,
    pipeline: true,
    options: SESSION_OPTIONS,
    statement_timeout: INSPECT_WITHIN_MS,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return await look(client);
  } catch (error) {
    throw error instanceof OperatorError ? error : unreachable(appUrl, error);
  } finally {
    await client.end().catch(() => {});
  }
};

const SERVER = `
  select current_setting('server_version_num')::int as version,
         current_setting('server_encoding') as encoding,
         current_setting('TimeZone') as timezone,
         current_setting('search_path') as search_path,
         current_setting('statement_timeout') as statement_timeout,
         r.rolname as role, r.rolsuper as is_superuser, r.rolbypassrls as bypasses,
         exists (select from pg_class c where c.relowner = r.oid) as owns_tables,
         pg_is_in_recovery() as standby
    from pg_roles r where r.rolname = current_user`;

const refuseServer = (server: Server | undefined): void => {
  if (server === undefined) throw new OperatorError('The database does not say who is connected.');
  const { version, encoding, role } = server;
  refuseOldVersion(version);
  if (encoding !== 'UTF8') {
    throw new OperatorError(
      `The database is encoded as ${encoding}. Create one with \`encoding 'UTF8'\` and name it in HOLDFAST_DATABASE_URL.`,
      { exitCode: 78 },
    );
  }
  if (!keepsWhatItAskedFor(server)) {
    throw new OperatorError(
      'Sessions of the database do not keep the time zone, the search_path and the statement_timeout they ask for. Let the pooler in between pass its start-up parameters on, or connect without it.',
      { exitCode: 78 },
    );
  }
  if (server.is_superuser || server.bypasses) {
    throw new OperatorError(
      `HOLDFAST_DATABASE_URL signs in as ${role}, which can read every workspace (a superuser, or BYPASSRLS). Use the application's role, holdfast_app.`,
      { exitCode: 78 },
    );
  }
  if (server.owns_tables) {
    throw new OperatorError(
      `HOLDFAST_DATABASE_URL signs in as ${role}, which owns tables and could lift their protection. Use the application's role, holdfast_app.`,
      { exitCode: 78 },
    );
  }
  if (server.standby)
    throw new OperatorError('The database is a read-only standby. Name the primary in HOLDFAST_DATABASE_URL.', {
      exitCode: 78,
    });
};

const keepsWhatItAskedFor = ({ timezone, search_path, statement_timeout }: Server): boolean =>
  timezone === 'UTC' && search_path === 'pg_catalog' && statement_timeout === `${INSPECT_WITHIN_MS}ms`;

const refusePending = (pending: readonly { readonly id: string }[]): void => {
  if (pending.length === 0) return;
  throw new OperatorError(
    `The database lacks ${pending.length} migration${pending.length === 1 ? '' : 's'}, first ${pending[0]?.id}. Run \`npm run holdfast -- migrate\` with HOLDFAST_DATABASE_OWNER_URL set.`,
  );
};

const refuseBreaches = (breaches: readonly string[]): void => {
  if (breaches.length === 0) return;
  throw new OperatorError(
    `The database would not keep workspaces apart: ${breaches[0]}. Run \`npm run holdfast -- doctor\` for all ${breaches.length} findings.`,
    { exitCode: 78 },
  );
};

const unreachable = ({ hostname, port }: URL, error: unknown): OperatorError => {
  const why = error instanceof Error ? error.message : String(error);
  return new OperatorError(
    `The database at ${hostname}:${port || '5432'} cannot be used: ${why || 'no answer'}. Look at HOLDFAST_DATABASE_URL.`,
    { cause: error },
  );
};
