import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { databaseHealth } from './health.ts';
import { TABLES_OF_FUNCTIONS } from './catalogue-exceptions.ts';
import { findBreaches } from './inspect.ts';
import { newWorkspace, useRoom } from './testing.ts';

const ground = useDatabase();

/** A role of this file's own: what is set for a role holds in every database of the server. */
const ROLE = `app_${randomBytes(6).toString('hex')}`;
const url = (): URL => {
  const own = new URL(ground.appUrl);
  own.username = ROLE;
  own.password = 'x';
  return own;
};

beforeAll(async () => {
  await ground.as(
    'admin',
    `create role ${ROLE} login password 'x'; grant usage on schema holdfast, probe to ${ROLE};
     grant select on all tables in schema holdfast, probe to ${ROLE}; revoke all on holdfast.job_workers from ${ROLE}`,
  );
  for (const table of Object.keys(TABLES_OF_FUNCTIONS)) {
    await ground.as(
      'owner',
      `alter policy own_workspace on ${table} to ${ROLE}; alter policy reachable on ${table} to ${ROLE}`,
    );
  }
});
afterAll(async () => {
  await ground.as('admin', `drop owned by ${ROLE}; drop role ${ROLE}`);
});

const SETTINGS: readonly [setting: string, value: string, begins: RegExp][] = [
  ['holdfast.workspace_id', randomUUID(), /sessions begin bound to a workspace/],
  ['row_security', 'off', /sessions begin with row_security off, not on/],
  ['session_replication_role', 'replica', /sessions begin with session_replication_role replica, not origin/],
  ['synchronous_commit', 'off', /sessions begin with synchronous_commit off, which loses/],
  ['transaction_timeout', '90s', /sessions begin with transaction_timeout 90s, not 0/],
];

const PLACES: readonly [place: string, said: string][] = [
  [`role ${ROLE}`, `the role ${ROLE}`],
  [`database ${ground.name}`, 'the database'],
  [`role ${ROLE} in database ${ground.name}`, `the role ${ROLE} in this database`],
];

describe('a setting that sessions begin with', () => {
  const cases = SETTINGS.flatMap(([setting, value, begins]) =>
    PLACES.map(([place, said]) => [setting, place, value, [`${said} sets ${setting}`, begins]] as const),
  );

  test.each(cases)('%s of the %s is found out', async (setting, place, value, [sets, begins]) => {
    await ground.as('admin', `alter ${place} set ${setting} = '${value}'`);
    const breaches = (await findBreaches(url())).join('\n');
    expect(breaches).toContain(sets);
    expect(breaches).toMatch(begins);
    await ground.as('admin', `alter ${place} reset ${setting}`);
    expect(await findBreaches(url())).toEqual([]);
  });

  test('and makes another role of the one that signed in is found out', async () => {
    await ground.as('admin', `grant pg_monitor to ${ROLE}; alter role ${ROLE} set role = pg_monitor`);
    expect((await findBreaches(url())).join('\n')).toMatch(/signs in as app_\S+ and becomes another/);
    await ground.as('admin', `alter role ${ROLE} reset role; revoke pg_monitor from ${ROLE}`);
  });
});

describe('a search_path with functions of somebody else', () => {
  const room = useRoom(url());

  test('is not that of our sessions, so nothing stands in for what binds a transaction', async () => {
    const workspace = newWorkspace();
    await ground.as('admin', `insert into probe.folders values ($1, $1, 'theirs')`, [workspace]);
    await ground.as(
      'admin',
      `create schema hostile; grant usage on schema hostile to public;
       create function hostile.set_config(text, text, boolean) returns text language sql
         return pg_catalog.set_config($1, '${workspace}', $3);
       alter role ${ROLE} set search_path = hostile, pg_catalog`,
    );

    const seen = await room.forWorkspace(newWorkspace()).read((tx) => tx.many(sql`select name from probe.folders`));
    expect(seen).toEqual([]);
    expect(await findBreaches(url())).toEqual([]);
    await ground.as('admin', `alter role ${ROLE} reset search_path; drop schema hostile cascade`);
  });
});

describe('the health of the database', () => {
  test('is not well while it answers and no transaction works', async () => {
    await ground.as('admin', `alter role ${ROLE} set row_security = off`);
    const room = useRoom(url());
    expect(await databaseHealth(room)).toMatchObject({ status: 'down' });
    await ground.as('admin', `alter role ${ROLE} reset row_security`);
    await expect.poll(() => databaseHealth(room)).toMatchObject({ status: 'ok' });
    await room.close();
  });
});
