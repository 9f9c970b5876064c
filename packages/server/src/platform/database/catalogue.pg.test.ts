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
  [
    'that nothing may be added to the condition of the policy',
    `create table probe.bad (${GOOD}); call holdfast.isolate('probe.bad'); drop policy own_workspace on probe.bad; create policy own_workspace on probe.bad as restrictive using (workspace_id = (select holdfast.workspace_id()) or true) with check (workspace_id = (select holdfast.workspace_id()) or true)`,
    /has no restrictive policy own_workspace/,
  ],
  [
    'that truncate asks no policy',
    `create table probe.bad (${GOOD}); call holdfast.isolate('probe.bad'); grant select, truncate on probe.bad to holdfast_app`,
    /the role holdfast_app may truncate probe\.bad$/m,
  ],
  [
    'that a right of everybody is also the application’s',
    `create table probe.bad (${GOOD}); call holdfast.isolate('probe.bad'); grant trigger on probe.bad to public`,
    /the role holdfast_app may trigger probe\.bad$/m,
  ],
  [
    'that a right of a column is one too',
    `create table probe.bad (${GOOD}); call holdfast.isolate('probe.bad'); grant references (id) on probe.bad to holdfast_app`,
    /may references probe\.bad \(id\)/,
  ],
  [
    'that the application passes nothing on',
    `create table probe.bad (${GOOD}); call holdfast.isolate('probe.bad'); grant select on probe.bad to holdfast_app with grant option`,
    /may pass on its right to select probe\.bad/,
  ],
  [
    'that a table without a workspace may be read only',
    'grant insert, delete on holdfast.migrations to holdfast_app',
    /may delete holdfast\.migrations, which it may only select(?:.|\n)*may insert holdfast\.migrations/,
  ],
  [
    'that the same holds for its columns',
    'grant update (checksum) on holdfast.migrations to holdfast_app',
    /may update holdfast\.migrations \(checksum\), which it may only select/,
  ],
  [
    'that references hold for rows that are there already',
    `create table probe.bad (${GOOD}, folder uuid); call holdfast.isolate('probe.bad'); alter table probe.bad add constraint late foreign key (workspace_id, folder) references probe.folders (workspace_id, id) not valid`,
    /does not hold for all rows \(not valid, or not enforced\): late/,
  ],
  [
    'to enforce references',
    `create table probe.bad (${GOOD}, folder uuid, constraint lax foreign key (workspace_id, folder) references probe.folders (workspace_id, id) not enforced); call holdfast.isolate('probe.bad')`,
    /does not hold for all rows \(not valid, or not enforced\): lax/,
  ],
  [
    'that rows from before have a workspace too',
    `create table probe.bad (workspace_id uuid, id uuid); alter table probe.bad add constraint late not null workspace_id not valid; call holdfast.isolate('probe.bad')`,
    /does not hold for all rows \(not valid, or not enforced\): late/,
  ],
  [
    'that an exclusion looks at rows of one workspace only',
    `create table probe.bad (${GOOD}, constraint wide exclude using btree (id with =)); call holdfast.isolate('probe.bad')`,
    /exclusion constraint that does not start with workspace_id with =: wide/,
  ],
  [
    'that a crash empties an unlogged table',
    `create unlogged table probe.bad (${GOOD}); call holdfast.isolate('probe.bad')`,
    /probe\.bad is not kept when the database crashes/,
  ],
  [
    'to switch a trigger on again',
    `create table probe.bad (${GOOD}); call holdfast.isolate('probe.bad'); create trigger off before update on probe.bad for each row execute function suppress_redundant_updates_trigger(); alter table probe.bad disable trigger off`,
    /probe\.bad has a trigger that does not run: off/,
  ],
  [
    'that a rule runs as the owner of its table',
    `create table probe.bad (${GOOD}); call holdfast.isolate('probe.bad'); create rule away as on delete to probe.bad do instead nothing`,
    /probe\.bad has a rule, which runs as the owner of the table: away/,
  ],
  [
    'who the workspace is',
    `create or replace function holdfast.workspace_id() returns uuid language sql stable parallel safe return '00000000-0000-4000-8000-000000000001'::uuid`,
    /holdfast\.workspace_id\(\) is not the one that Holdfast made(?:.|\n)*a transaction bound to a workspace fails/,
  ],
];

const UNDO = `
  drop table if exists probe.bad; drop function if exists probe.bad();
  revoke create on schema probe from holdfast_app;
  revoke insert, delete on holdfast.migrations from holdfast_app;
  revoke update (checksum) on holdfast.migrations from holdfast_app;
  create or replace function holdfast.workspace_id() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('holdfast.workspace_id', true), '')::uuid`;
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
  for (const [table, { reason }] of Object.entries(TABLES_WITHOUT_WORKSPACE)) {
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
