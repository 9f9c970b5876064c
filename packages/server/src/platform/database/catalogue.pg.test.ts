import { describe, expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { findBreaches } from './inspect.ts';
import { TABLES_OF_FUNCTIONS, TABLES_WITHOUT_WORKSPACE } from './catalogue-exceptions.ts';

const ground = useDatabase();

const GOOD = 'workspace_id uuid not null, id uuid not null, primary key (workspace_id, id)';

/** What somebody could forget, and what the start then says. */
const FORGOTTEN: readonly [what: string, sql: string, said: RegExp][] = [
  [
    'the workspace',
    'create table probe.bad (id uuid primary key)',
    /probe\.bad has no column workspace_id uuid not null/,
  ],
  [
    'that a workspace is never null',
    'create table probe.bad (workspace_id uuid, id uuid primary key)',
    /has no column workspace_id uuid not null/,
  ],
  ['to force row-level security', `create table probe.bad (${GOOD})`, /probe\.bad does not force row-level security/],
  [
    'to force it on the owner',
    `create table probe.bad (${GOOD}); alter table probe.bad enable row level security`,
    /does not force/,
  ],
  [
    'the policy',
    `create table probe.bad (${GOOD}); alter table probe.bad enable row level security; alter table probe.bad force row level security`,
    /has no restrictive policy own_workspace/,
  ],
  [
    'that the policy must hold for writes',
    `create table probe.bad (${GOOD}); call holdfast.isolate('probe.bad'); drop policy own_workspace on probe.bad; create policy own_workspace on probe.bad as restrictive using (workspace_id = (select holdfast.workspace_id())) with check (true)`,
    /has no restrictive policy own_workspace/,
  ],
  [
    'that the policy must compare',
    `create table probe.bad (${GOOD}); call holdfast.isolate('probe.bad'); drop policy own_workspace on probe.bad; create policy own_workspace on probe.bad as restrictive using (true)`,
    /has no restrictive policy own_workspace/,
  ],
  [
    'that the key starts with the workspace',
    `create table probe.bad (workspace_id uuid not null, id uuid primary key); call holdfast.isolate('probe.bad')`,
    /primary key that does not start with workspace_id/,
  ],
  [
    'that names are unique within a workspace only',
    `create table probe.bad (${GOOD}, name text unique); call holdfast.isolate('probe.bad')`,
    /unique index that does not start with workspace_id/,
  ],
  [
    'that references carry the workspace',
    `create table probe.bad (${GOOD}, x uuid, unique (workspace_id, x)); create unique index on probe.folders (workspace_id, id, name); call holdfast.isolate('probe.bad'); alter table probe.bad add foreign key (x, id) references probe.folders (workspace_id, id)`,
    /foreign key that could reach another workspace/,
  ],
  [
    'that a view asks as its reader',
    'create view probe.bad as select * from probe.folders',
    /view without security_invoker/,
  ],
  [
    'that a materialized view keeps nobody apart',
    'create materialized view probe.bad as select 1 as one',
    /materialized view/,
  ],
  [
    'to pin what a definer function finds',
    `create function probe.bad() returns int language sql security definer as 'select 1'`,
    /does not pin its search_path/,
  ],
  [
    'that the application may not create',
    'grant create on schema probe to holdfast_app',
    /may create things in the schema probe/,
  ],
];

const UNDO = `
  drop table if exists probe.bad; drop function if exists probe.bad();
  revoke create on schema probe from holdfast_app`;
const VIEWS = ['drop view if exists probe.bad', 'drop materialized view if exists probe.bad'];

describe('a migration that forgets', () => {
  test.each(FORGOTTEN)('%s is found out', async (_what, sql, said) => {
    await ground.as('owner', sql);
    expect((await findBreaches(ground.appUrl)).join('\n')).toMatch(said);
    for (const drop of VIEWS) await ground.as('owner', drop).catch(() => {});
    await ground.as('owner', UNDO);
    expect(await findBreaches(ground.appUrl)).toEqual([]);
  });

  test('nothing is not accused', async () => {
    expect(await findBreaches(ground.appUrl)).toEqual([]);
  });
});

test('every exception names a table that exists, with a reason', async () => {
  for (const [table, reason] of Object.entries(TABLES_WITHOUT_WORKSPACE)) {
    expect((await ground.as('owner', 'select to_regclass($1) is not null as there', [table])).rows).toEqual([
      { there: true },
    ]);
    expect(reason.length).toBeGreaterThan(20);
  }
});

test('a policy that binds the application alone is for the tables of functions only, and lets no other role in', async () => {
  await ground.as('owner', `create table probe.bad (${GOOD}); call holdfast.isolate_from_app('probe.bad')`);
  expect((await findBreaches(ground.appUrl)).join('\n')).toMatch(/probe\.bad has no restrictive policy own_workspace/);
  await ground.as(
    'owner',
    'drop table probe.bad; create policy everybody on holdfast.jobs for select to public using (true)',
  );
  expect((await findBreaches(ground.appUrl)).join('\n')).toMatch(/holdfast\.jobs shows its rows to more roles/);
  await ground.as('owner', 'drop policy everybody on holdfast.jobs');
  expect(await findBreaches(ground.appUrl)).toEqual([]);
});

test('every table of functions is there, with a reason', async () => {
  for (const [table, reason] of Object.entries(TABLES_OF_FUNCTIONS)) {
    const { rows } = await ground.as('owner', 'select to_regclass($1) is not null as there', [table]);
    expect([table, rows]).toEqual([table, [{ there: true }]]);
    expect(reason.length).toBeGreaterThan(20);
  }
});
