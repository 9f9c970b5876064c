import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../files/testing/temporary-folder.ts';
import { withConnection } from './connection.ts';
import { postgresIn } from './testing/postgres.ts';

/** The way without psql that the file itself describes. */
async function statementsOf(file: URL): Promise<{ server: readonly string[]; database: readonly string[] }> {
  const text = (await readFile(file, 'utf8')).replace(/\\else[\s\S]*?\\endif/, '').replaceAll(/^--.*$/gm, '');
  const filled = text.replace(":'owner_password'", "'owner-secret'").replace(":'app_password'", "'app-secret'");
  const [server = '', database = ''] = filled.split(/^\\connect.*$/m);
  const statements = (part: string) =>
    part
      .replaceAll(/^\\.*$/gm, '')
      .replaceAll('\\gset', ';')
      .split(/;\s*$/m)
      .map((s) => s.trim())
      .filter(Boolean);
  return { server: statements(server), database: statements(database) };
}

test('a server that is too old is refused before anything is made', async () => {
  const { adminUrl } = await postgresIn(await temporaryFolder());
  const [first = ''] = (await statementsOf(new URL('roles.sql', import.meta.url))).server;
  await withConnection(adminUrl, async (client) => {
    await client.query(first);
    await expect(client.query(first.replace('160000', '990000'))).rejects.toThrow(
      /^The database is PostgreSQL \d+\. Holdfast needs PostgreSQL 16 or newer\.$/,
    );
  });
});

test('an administrator who is no superuser makes what Holdfast needs', async () => {
  const { adminUrl } = await postgresIn(await temporaryFolder());
  const at = (user: string, database: string) =>
    adminUrl.replace(/\/\/[^@]*@/, `//${user}@`).replace(/\/postgres$/, `/${database}`);
  await withConnection(adminUrl, async (client) => {
    await client.query('drop database holdfast');
    await client.query('drop owned by holdfast_app, holdfast_owner');
    await client.query('drop role holdfast_app, holdfast_owner');
    await client.query("create role boss login createrole createdb password 'x'");
    await client.query('grant connect on database postgres to boss');
  });
  const { server, database } = await statementsOf(new URL('roles.sql', import.meta.url));
  await withConnection(at('boss:x', 'postgres'), async (client) => {
    for (const statement of server) await client.query(statement);
  });
  await withConnection(at('boss:x', 'holdfast'), async (client) => {
    for (const statement of database) await client.query(statement);
  });
  await withConnection(at('holdfast_owner:owner-secret', 'holdfast'), (client) => client.query('create schema auth'));
  await withConnection(at('holdfast_app:app-secret', 'holdfast'), async (client) => {
    const { rows } = await client.query(
      `select has_schema_privilege('public', 'create') as creates, rolsuper or rolbypassrls or rolcreatedb or rolcreaterole as powerful
         from pg_roles where rolname = current_user`,
    );
    expect(rows).toEqual([{ creates: false, powerful: false }]);
  });
});
