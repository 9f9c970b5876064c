import { afterAll, beforeAll, expect, test } from 'vitest';
import { canRunPostgres } from '../postgres/unprivileged.ts';
import { hasBinaries } from '../postgres/binaries.ts';
import { cut } from '../faults/cut.ts';
import { openSql } from '../postgres/sql.ts';
import type { Database } from './database.ts';
import { createLab, createSharedLab, type OwnLab, type SharedLab } from './lab.ts';
import { isAlive } from './processes.ts';
import { everyProcessOf, whileStopped } from './while-stopped.ts';
import { STUB_ENTRIES } from './testing/stub-entries.ts';

const possible = hasBinaries() && canRunPostgres();
let shared: SharedLab;
let lab: OwnLab;
let database: Database;

beforeAll(async () => {
  if (!possible) return;
  shared = createSharedLab(STUB_ENTRIES, {});
  lab = createLab(shared, new AbortController().signal);
  database = await lab.database();
});

afterAll(async () => {
  await lab?.close();
  shared?.close();
});

test.skipIf(!possible)('the app role owns nothing, bypasses nothing and signs in through the line', async () => {
  const app = await openSql(database.appUrl);
  const [role] = await app.query('select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user');
  expect(role).toEqual({ rolname: 'holdfast_app', rolsuper: false, rolbypassrls: false });
  expect(await app.refusal('create table mine (id int)')).toBe('42501');
  expect(database.line.connections()).toBe(1);
  await app.close();
});

test.skipIf(!possible)('is encoded in UTF-8 and belongs to the owner', async () => {
  const owner = await database.asOwner();
  const [row] = await owner.query(
    `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datdba::regrole::text as owner
       from pg_database where datname = current_database()`,
  );
  expect(row).toEqual({ encoding: 'UTF8', provider: 'b', owner: 'holdfast_owner' });
  await owner.close();
});

test.skipIf(!possible)('can be cut off while it runs', async () => {
  await database.line.use(cut());
  await expect(openSql(database.appUrl)).rejects.toThrow('ECONNREFUSED');
  await database.line.heal();
  await (await openSql(database.appUrl)).close();
});

test.skipIf(!possible)('stands still with every connection it serves, and answers when it goes on', async () => {
  const app = await database.asApp();
  let answered = false;
  const asked = await whileStopped(everyProcessOf(database), async () => {
    const answer = app.query('select 1 as n').finally(() => (answered = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    return { answer };
  });
  expect(await asked.answer).toEqual([{ n: 1 }]);
  await app.close();
});

test.skipIf(!possible)('keeps port and data over a restart and over a kill', async () => {
  const before = await database.asOwner();
  await before.query('create table kept (n int)');
  await before.query('insert into kept values (42)');
  await before.close();
  const port = database.port;
  await database.restart();
  await database.kill();
  expect(database.isRunning()).toBe(false);
  expect(isAlive(database.pid)).toBe(false);
  await database.start();
  const after = await database.asOwner();
  expect(await after.query('select n from kept')).toEqual([{ n: 42 }]);
  expect(database.port).toBe(port);
  await after.close();
});
