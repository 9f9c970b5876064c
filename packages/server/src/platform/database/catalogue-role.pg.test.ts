import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { TABLES_OF_FUNCTIONS } from './catalogue-exceptions.ts';
import { findBreaches } from './inspect.ts';

const ground = useDatabase();

/** A role of this file's own: what is changed about a role holds in every database of the server. */
const ROLE = `app_${randomBytes(6).toString('hex')}`;
const OTHER = `${ROLE}_other`;
const THIRD = `${ROLE}_third`;
const url = (): URL => {
  const own = new URL(ground.appUrl);
  own.username = ROLE;
  own.password = 'x';
  return own;
};

beforeAll(async () => {
  await ground.as(
    'admin',
    `create role ${ROLE} login password 'x'; create role ${OTHER}; create role ${THIRD};
     grant usage on schema holdfast, probe to ${ROLE}; grant select on holdfast.idempotency_keys to ${ROLE}`,
  );
  for (const table of Object.keys(TABLES_OF_FUNCTIONS)) {
    await ground.as(
      'owner',
      `alter policy own_workspace on ${table} to ${ROLE}; alter policy reachable on ${table} to ${ROLE}`,
    );
  }
});
afterAll(async () => {
  await ground.as('admin', `drop owned by ${ROLE}; drop role ${ROLE}, ${OTHER}, ${THIRD}`);
});

/** Rights with which a role reads every workspace, or could make itself one that does. */
const TOO_MUCH: readonly [what: string, give: string, said: RegExp, take: string][] = [
  [
    'REPLICATION',
    `alter role ${ROLE} replication`,
    /has the attribute REPLICATION/,
    `alter role ${ROLE} noreplication`,
  ],
  ['CREATEROLE', `alter role ${ROLE} createrole`, /has the attribute CREATEROLE/, `alter role ${ROLE} nocreaterole`],
  ['CREATEDB', `alter role ${ROLE} createdb`, /has the attribute CREATEDB/, `alter role ${ROLE} nocreatedb`],
  [
    'a role that bypasses row-level security and owns nothing',
    `alter role ${OTHER} bypassrls; grant ${OTHER} to ${ROLE}`,
    new RegExp(`the role ${ROLE} is a member of ${OTHER}`),
    `revoke ${OTHER} from ${ROLE}; alter role ${OTHER} nobypassrls`,
  ],
  [
    'a superuser by way of a third role',
    `alter role ${OTHER} superuser; grant ${OTHER} to ${THIRD}; grant ${THIRD} to ${ROLE} with inherit false`,
    new RegExp(`is a member of ${THIRD}`),
    `revoke ${THIRD} from ${ROLE}; revoke ${OTHER} from ${THIRD}; alter role ${OTHER} nosuperuser`,
  ],
  ...['pg_read_server_files', 'pg_execute_server_program', 'pg_read_all_data', 'pg_monitor'].map(
    (role): [string, string, RegExp, string] => [
      role,
      `grant ${role} to ${ROLE}`,
      new RegExp(`is a member of ${role}`),
      `revoke ${role} from ${ROLE}`,
    ],
  ),
  [
    'a schema of its own',
    `create schema ${ROLE} authorization ${ROLE}`,
    new RegExp(`owns schema ${ROLE}`),
    `drop schema ${ROLE}`,
  ],
  [
    'making schemas',
    `grant create on database ${ground.name} to ${ROLE}`,
    /may create schemas in the database/,
    `revoke create on database ${ground.name} from ${ROLE}`,
  ],
  [
    'a function that reads files of the server',
    `grant execute on function pg_read_file(text) to ${ROLE}`,
    /has been given rights on function pg_read_file\(text\)/,
    `revoke execute on function pg_read_file(text) from ${ROLE}`,
  ],
  [
    'a setting of superusers',
    `grant set on parameter session_replication_role to ${ROLE}`,
    /has been given rights on parameter session_replication_role/,
    `revoke set on parameter session_replication_role from ${ROLE}`,
  ],
  [
    'a function that runs as a superuser, with a pinned search_path',
    `create function probe.all_rows() returns bigint language sql security definer set search_path = pg_catalog as 'select count(*) from probe.folders'`,
    /the function probe\.all_rows\(\) runs as \S+, which can read every workspace/,
    'drop function probe.all_rows()',
  ],
  [
    'a function that runs as a role with BYPASSRLS',
    `alter role ${OTHER} bypassrls; create function probe.all_rows() returns bigint language sql security definer set search_path = pg_catalog as 'select count(*) from probe.folders'; alter function probe.all_rows() owner to ${OTHER}`,
    new RegExp(`the function probe\\.all_rows\\(\\) runs as ${OTHER}, which can read every workspace`),
    `drop function probe.all_rows(); alter role ${OTHER} nobypassrls`,
  ],
  [
    'a trigger that runs as a superuser, whoever may execute it',
    `create function probe.spread() returns trigger language plpgsql security definer set search_path = pg_catalog as 'begin return new; end'; revoke all on function probe.spread() from public; create trigger spread before insert on probe.folders for each row execute function probe.spread()`,
    /the function probe\.spread\(\) runs as \S+, which can read every workspace/,
    'drop function probe.spread() cascade',
  ],
  [
    'a search_path that is named in another setting only',
    `create function probe.open() returns int language sql security definer set application_name = 'search_path=none' as 'select 1'; alter function probe.open() owner to holdfast_owner`,
    /the function probe\.open\(\) runs as its owner and does not pin its search_path/,
    'drop function probe.open()',
  ],
];

describe('the role that serves', () => {
  test('is not accused of what it needs', async () => {
    expect(await findBreaches(url())).toEqual([]);
  });

  test.each(TOO_MUCH)('may not have %s', async (_what, give, said, take) => {
    await ground.as('admin', give);
    expect((await findBreaches(url())).join('\n')).toMatch(said);
    await ground.as('admin', take);
    expect(await findBreaches(url())).toEqual([]);
  });
});
