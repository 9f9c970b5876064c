import { createServer } from 'node:net';
import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive } from '../files/process-identity.ts';
import { temporaryFolder } from '../files/testing/temporary-folder.ts';
import { startChild } from '../files/testing/child.ts';
import { withConnection } from './connection.ts';
import { freePort } from './free-port.ts';
import { postgresIn } from './testing/postgres.ts';

const HANG = new URL('testing/start-and-hang.ts', import.meta.url);
const one = (url: string, sql: string): Promise<unknown> =>
  withConnection(url, async (client) => Object.values((await client.query(sql)).rows[0] ?? {})[0]);

test('a first run makes a database whose application owns nothing, and later runs find it', async () => {
  const root = await temporaryFolder();
  const first = await postgresIn(root);
  expect(first.version).toMatch(/^18\./);
  expect(
    await one(
      first.appUrl,
      `select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole from pg_roles where rolname = current_user`,
    ),
  ).toBe(false);
  expect(await one(first.appUrl, `select has_schema_privilege('public', 'create')`)).toBe(false);
  expect(await one(first.ownerUrl, `select pg_get_userbyid(datdba) from pg_database where datname = 'holdfast'`)).toBe(
    'holdfast_owner',
  );
  expect(
    await one(
      first.appUrl,
      `select concat_ws(' ', current_setting('server_encoding'), current_setting('TimeZone'), current_setting('fsync'))`,
    ),
  ).toBe('UTF8 UTC on');
  expect(
    await one(first.adminUrl, `select datlocprovider::text || datlocale from pg_database where datname = 'holdfast'`),
  ).toBe('bC.UTF-8');
  await expect(one(first.appUrl.replace(/\/holdfast$/, '/postgres'), 'select 1')).rejects.toThrow(/permission denied/);
  await expect(one(first.appUrl.replace(/:[^:@]*@/, ':wrong@'), 'select 1')).rejects.toThrow(
    /password authentication failed/,
  );
  await withConnection(first.ownerUrl, (client) => client.query('create table kept (id int)'));
  await first.stop(5_000);
  expect(await isAlive(first.pid)).toBe(false);

  const names = await readdir(join(root, 'postgres'));
  expect(names.toSorted()).toEqual(['18', '18-passwords.json', '18.log']);
  expect((await stat(join(root, 'postgres', '18-passwords.json'))).mode & 0o777).toBe(0o600);

  const begun = performance.now();
  const second = await postgresIn(root);
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(second.adopted).toBe(false);
  expect(await one(second.ownerUrl, 'select count(*) from kept')).toBe('0');
});

test('a first run that was killed half-way is done again', async () => {
  const root = await temporaryFolder();
  const killed = startChild(HANG, [root]);
  await expect
    .poll(() => readdir(join(root, 'postgres')).catch(() => []), { timeout: 5_000, interval: 5 })
    .toContainEqual(expect.stringMatching(/unfinished-\w+$/));
  await killed.kill();
  expect(await readdir(join(root, 'postgres'))).not.toContain('18');
  const postgres = await postgresIn(root);
  expect(await one(postgres.appUrl, 'select 1')).toBe(1);
  expect((await readdir(join(root, 'postgres'))).filter((name) => name.includes('unfinished'))).toEqual([]);
});

test('roles that were not finished are finished by the next start', async () => {
  const root = await temporaryFolder();
  const first = await postgresIn(root);
  await withConnection(first.adminUrl, async (client) => {
    await client.query('drop database holdfast');
    await client.query('alter role holdfast_app nologin');
  });
  await first.stop(5_000);
  const second = await postgresIn(root);
  expect(await one(second.appUrl, 'select 1')).toBe(1);
});

test('a port that is taken is left for another', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void taken.close());
  const address = taken.address();
  const ports = [typeof address === 'object' ? (address?.port ?? 0) : 0, await freePort()];
  const postgres = await postgresIn(await temporaryFolder(), { nextPort: () => ports.shift() ?? 0 });
  expect(ports).toEqual([]);
  expect(await one(postgres.appUrl, 'select 1')).toBe(1);
});

test('a database folder that others may read is closed to them, not refused', async () => {
  const root = await temporaryFolder();
  await (await postgresIn(root)).stop(5_000);
  await chmod(join(root, 'postgres', '18'), 0o755);
  await postgresIn(root);
  expect((await stat(join(root, 'postgres', '18'))).mode & 0o777).toBe(0o700);
});

test('what cannot be mended is one sentence', async () => {
  const root = await temporaryFolder();
  await (await postgresIn(root)).stop(5_000);
  await writeFile(join(root, 'postgres', '18', 'pg_hba.conf'), 'nonsense\n');
  await expect(postgresIn(root)).rejects.toThrow(
    /^PostgreSQL did not start: could not load .*pg_hba.conf \(more in .*18\.log\)\.$/,
  );
  await rm(join(root, 'postgres', '18-passwords.json'));
  await expect(postgresIn(root)).rejects.toThrow(/passwords of the embedded database are missing: restore/);
  await writeFile(join(root, 'postgres', '18', 'PG_VERSION'), '17\n');
  await expect(postgresIn(root)).rejects.toThrow(/holds a database of PostgreSQL 17, not 18/);
  await rm(join(root, 'postgres', '18', 'PG_VERSION'));
  await expect(postgresIn(root)).rejects.toThrow(/18 is damaged: PG_VERSION is missing.*Restore it from a backup/);
});

test('a first run that is asked to end leaves no database and no process', async () => {
  const root = await temporaryFolder();
  const stopping = new AbortController();
  const starting = postgresIn(root, { signal: stopping.signal });
  await expect
    .poll(() => readdir(join(root, 'postgres')).catch(() => []), { timeout: 5_000, interval: 5 })
    .toContainEqual(expect.stringMatching(/unfinished-\w+$/));
  stopping.abort(new Error('asked to end'));
  await expect(starting).rejects.toThrow('asked to end');
  expect(await readdir(join(root, 'postgres'))).toEqual(['18-passwords.json']);
});

const isRoot = process.getuid?.() === 0;
const NOT_ROOT = 'these tests do not run as root, so PostgreSQL under another user is not tried';

test('root without namespaces runs it as a user who is there, and takes it back later', async ({ skip }) => {
  skip(!isRoot, NOT_ROOT);
  const root = await temporaryFolder();
  await mkdir(join(root, 'postgres'));
  const asUser = await postgresIn(root, { programs: { without: ['namespace'] } });
  expect(await one(asUser.appUrl, 'select 1')).toBe(1);
  expect((await stat(join(root, 'postgres', '18'))).uid).not.toBe(0);
  expect((await stat(root)).mode & 0o777).toBe(0o711);
  await asUser.stop(5_000);
  const asBefore = await postgresIn(root);
  expect(await one(asBefore.appUrl, 'select 1')).toBe(1);
});

test('root without any way reads what to do', async ({ skip }) => {
  skip(!isRoot, NOT_ROOT);
  await expect(postgresIn(await temporaryFolder(), { programs: { without: ['namespace', 'user'] } })).rejects.toThrow(
    /does not run as root/,
  );
});
