import type { Client } from 'pg';
import { codeOf } from '../files/system-error.ts';
import { OperatorError } from '../operator-error.ts';
import { withConnection } from './connection.ts';
import type { Passwords } from './passwords.ts';

export const ADMIN = 'holdfast_admin';
const OWNER = 'holdfast_owner';
const APP = 'holdfast_app';
const DATABASE = 'holdfast';

/** How each role reaches its database; with passwords in them, so never for a log. */
export interface Urls {
  /** A superuser, at the maintenance database `postgres`. */
  readonly adminUrl: string;
  /** Migrates; owns everything in the database. */
  readonly ownerUrl: string;
  /** Serves; owns nothing. */
  readonly appUrl: string;
}

export const urlsOf = (port: number, { admin, owner, app }: Passwords): Urls => ({
  adminUrl: `postgres://${ADMIN}:${admin}@127.0.0.1:${port}/postgres`,
  ownerUrl: `postgres://${OWNER}:${owner}@127.0.0.1:${port}/${DATABASE}`,
  appUrl: `postgres://${APP}:${app}@127.0.0.1:${port}/${DATABASE}`,
});

/**
 * Makes the roles and the database where they are missing and answers the server's version.
 * That the application's role may log in is the last step of all, so a login proves that nothing is missing.
 */
export async function ensureRoles(urls: Urls, passwords: Passwords, { fresh = false } = {}): Promise<string> {
  const version = fresh ? undefined : await loginOfApp(urls);
  if (version !== undefined) return version;
  await asAdmin(urls.adminUrl, (client) => createRolesAndDatabase(client, passwords));
  await asAdmin(urls.adminUrl.replace(/\/postgres$/, `/${DATABASE}`), restrictSchema);
  await asAdmin(urls.adminUrl, (client) => openToApp(client, passwords));
  return withConnection(urls.appUrl, versionOf);
}

const loginOfApp = async ({ appUrl }: Urls): Promise<string | undefined> => {
  try {
    return await withConnection(appUrl, versionOf);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
};

async function createRolesAndDatabase(client: Client, { owner }: Passwords): Promise<void> {
  for (const role of [OWNER, APP]) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
    if (rowCount === 0) await client.query(`create role ${role} nologin`);
    await client.query(`alter role ${role} nosuperuser nobypassrls nocreatedb nocreaterole noreplication`);
  }
  await client.query(`alter role ${OWNER} login password ${client.escapeLiteral(owner)}`);
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
  if (rowCount === 0)
    await client.query(`create database ${DATABASE} owner ${OWNER} template template0 encoding 'UTF8'`);
  for (const database of [DATABASE, 'postgres', 'template1']) {
    await client.query(`revoke all on database ${database} from public`);
  }
}

async function restrictSchema(client: Client): Promise<void> {
  await client.query('revoke create on schema public from public');
}

async function openToApp(client: Client, { app }: Passwords): Promise<void> {
  await client.query(`grant connect on database ${DATABASE} to ${APP}`);
  await client.query(`alter role ${APP} login password ${client.escapeLiteral(app)}`);
}

const versionOf = async (client: Client): Promise<string> => {
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  return rows[0]?.server_version ?? '';
};

async function asAdmin(url: string, use: (client: Client) => Promise<void>): Promise<void> {
  try {
    await withConnection(url, use);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new OperatorError(
      'The embedded database refuses its own passwords: restore the passwords file and the database from the same backup of the data folder.',
      { exitCode: 78, cause: error },
    );
  }
}

/** Invalid authorisation, invalid password, no such database, no right to connect. */
const isRefusal = (error: unknown): boolean => ['28000', '28P01', '3D000', '42501'].includes(codeOf(error) ?? '');
