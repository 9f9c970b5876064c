import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { groundMigrations } from '../../../test/ground/migrations.ts';
import { startFakePostgres } from '../../../test/ground/fake-postgres.ts';
import { silentLog } from '../../../test/ground/silent-log.ts';
import { OperatorError } from '../operator-error.ts';
import { inspectDatabase } from './inspect.ts';
import { migrate } from './migrate.ts';
import type { MigrationFolder } from './migration-files.ts';

const ground = useDatabase();
const folders: string[] = [];
let extra: MigrationFolder;

const known = (): MigrationFolder[] => [...groundMigrations(), extra];
const add = (name: string, sql: string): Promise<void> => writeFile(new URL(name, extra.folder), sql);
const apply = () => migrate(ground.ownerUrl, known(), silentLog);

beforeEach(async ({ task }) => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-migrations-'));
  folders.push(folder);
  // one owner a test, so that each has a history of its own
  extra = { owner: `extra-${task.id}`, folder: pathToFileURL(`${folder}/`) };
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const forget = () => ground.as('owner', `delete from holdfast.migrations where id like 'extra-%'`);

test('a migration is applied once, in the order of its number', async () => {
  await add('0002-second.sql', 'create table auth.second (); drop table auth.first, auth.second');
  await add('0001-first.sql', 'create table auth.first ()');
  expect(await apply()).toEqual([`${extra.owner}/0001-first`, `${extra.owner}/0002-second`]);
  expect(await apply()).toEqual([]);
  await forget();
});

test('a server that is too old is refused before it is asked to change anything', async () => {
  const { url, asked } = await startFakePostgres(150_004);
  await expect(migrate(url, known(), silentLog)).rejects.toMatchObject({
    message: 'The database is PostgreSQL 15. Holdfast needs PostgreSQL 16 or newer.',
    exitCode: 78,
  });
  expect(asked).toEqual([expect.stringMatching(/^select current_setting/)]);
});

test('two processes that migrate at once apply each migration once', async () => {
  await add('0001-first.sql', 'create sequence auth.once; drop sequence auth.once');
  const applied = await Promise.all([apply(), apply(), apply()]);
  expect(applied.flat()).toEqual([`${extra.owner}/0001-first`]);
  await forget();
});

test.each([
  ['statement_timeout', /statement timeout/],
  ['lock_timeout', /lock timeout/],
])('a role whose %s ends the wait for another process is told so', async (setting, why) => {
  const other = new pg.Client({ connectionString: ground.ownerUrl.href });
  await other.connect();
  await other.query('select pg_advisory_lock(7264001)');
  await ground.as('admin', `alter role holdfast_owner in database ${ground.name} set ${setting} = '100ms'`);
  const waiting = await apply().catch((error: unknown) => error);
  await ground.as('admin', `alter role holdfast_owner in database ${ground.name} reset ${setting}`);
  await other.end();
  expect(waiting).toBeInstanceOf(OperatorError);
  expect(waiting).toMatchObject({
    message: expect.stringMatching(
      /^Another process migrates the database, and waiting for it was ended: .*\. Migrate again when it is done, or lift statement_timeout and lock_timeout of the role holdfast_owner\.$/,
    ),
    exitCode: 1,
  });
  expect(String(waiting)).toMatch(why);
});

test('a role that may not read the history of migrations is named', async () => {
  await ground.as('admin', 'revoke usage on schema holdfast from holdfast_app');
  const failing = await migrate(ground.appUrl, known(), silentLog).catch((error: unknown) => error);
  await ground.as('admin', 'grant usage on schema holdfast to holdfast_app');
  expect(failing).toMatchObject({
    message: expect.stringMatching(
      /^The history of migrations cannot be kept as the role holdfast_app: permission denied for schema holdfast\. Name the role that owns/,
    ),
    exitCode: 78,
  });
});

test('a failing migration leaves nothing behind and says why', async () => {
  await add('0001-good.sql', 'create table auth.good ()');
  await add('0002-bad.sql', 'create table auth.half (); select 1 / 0');
  await expect(apply()).rejects.toThrow(/0002-bad failed and was undone: division by zero/);
  const { rows } = await ground.as(
    'owner',
    `select to_regclass('auth.good') is not null as good, to_regclass('auth.half') is not null as half`,
  );
  expect(rows).toEqual([{ good: true, half: false }]);
  await ground.as('owner', 'drop table auth.good');
  await forget();
});

test('a schema that a newer version made is refused, by the migration and by the start', async () => {
  await ground.as(
    'owner',
    `insert into holdfast.migrations (id, checksum, breaking) values ('extra-future/0001-wonders', 'x', true)`,
  );
  await expect(apply()).rejects.toThrow(/newer version of Holdfast \(extra-future\/0001-wonders is unknown here\)/);
  await expect(inspectDatabase(ground.appUrl, known())).rejects.toThrow(/newer version/);
  await forget();
});

test('a migration that was changed after it was applied is refused', async () => {
  await add('0001-first.sql', 'select 1');
  await apply();
  await add('0001-first.sql', 'select 2');
  await expect(apply()).rejects.toThrow(/was changed after/);
  await forget();
});

test('a start refuses a schema that is not up to date, and says what to run', async () => {
  await add('0001-first.sql', 'select 1');
  await expect(inspectDatabase(ground.appUrl, known())).rejects.toThrow(
    /lacks 1 migration, first .*0001-first\. Run `npm run holdfast -- migrate`/,
  );
});

test('a role that could read every workspace is refused', async () => {
  const admin = new URL(ground.ownerUrl);
  await ground.as('admin', `create role all_seeing login bypassrls password 'x'`);
  await ground.as('admin', `grant connect on database ${ground.name} to all_seeing`);
  admin.username = 'all_seeing';
  admin.password = 'x';
  await expect(inspectDatabase(admin, known())).rejects.toThrow(/can read every workspace/);
  await ground.as('admin', `revoke connect on database ${ground.name} from all_seeing`);
  await ground.as('admin', 'drop role all_seeing');
});

test('the owner of the tables is refused as the application', async () => {
  await expect(inspectDatabase(ground.ownerUrl, known())).rejects.toThrow(
    /signs in as holdfast_owner, which owns tables/,
  );
});

test('a database that nobody answers for is named', async () => {
  const nowhere = new URL('postgres://holdfast_app@127.0.0.1:1/holdfast');
  await expect(inspectDatabase(nowhere, known())).rejects.toThrow(/127\.0\.0\.1:1 cannot be used/);
  await expect(migrate(nowhere, known(), silentLog)).rejects.toThrow(/127\.0\.0\.1:1 cannot be used as holdfast_app/);
});

test('the migrated database is as the rules want it', async () => {
  await expect(inspectDatabase(ground.appUrl, known())).resolves.toBeUndefined();
});
