import { setUpInstance } from '../../src/identity/instance.ts';
import type { Space } from '../../src/identity/space.ts';
import type { Database } from '../../src/lab/database.ts';
import type { Node } from '../../src/lab/node.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { digestOf, isOfPeople, OF_THE_INSTANCE, tablesOf, type Table } from '../../src/postgres/tables.ts';
import type { Sql } from '../../src/postgres/sql.ts';
import { createWorkspace, type ProbeWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

/** SQLSTATE: the role lacks the right, or row-level security refuses the row. */
const NOT_ALLOWED = '42501';

const WAYS_OUT = [
  'set role holdfast_owner',
  'set session authorization holdfast_owner',
  'alter role holdfast_app bypassrls',
  'create table public.mine (id int)',
  'create schema mine',
];

/** At least one row in every table of the probe, so that "no rows" says something. */
const fill = async (workspace: ProbeWorkspace): Promise<void> => {
  const analyst = workspace.member('analyst');
  expectAnswer(await analyst.ask('POST', '/folders', { body: { name: 'folder' } }), 201);
  expectAnswer(await workspace.writeNote('note', { headers: { 'idempotency-key': 'once' } }), 201);
  expectAnswer(await workspace.move({ from: 'counter', to: 'counter', amount: 1 }), 200);
};

/** The same for who people are and what a workspace keeps of them. */
const fillPeople = async (node: Node): Promise<readonly Space[]> => {
  const instance = await setUpInstance(node);
  const spaces = [await instance.workspace('One'), await instance.workspace('Two')];
  for (const space of spaces) {
    await space.invite(`invited-into-${space.id}@example.com`, 'viewer');
    await space.key(['members:manage']);
  }
  return spaces;
};

const changed = async (sql: Sql, statement: string): Promise<number> => {
  await sql.query('begin');
  try {
    const [row] = await sql.query<{ changed: string }>(
      `with touched as (${statement}) select count(*) as changed from touched`,
    );
    return Number(row?.changed);
  } finally {
    await sql.query('rollback');
  }
};

/** Not a row and not a count: who asks as the application has to ask a function. */
const expectUntouchable = async (app: Sql, { name, columns }: Table): Promise<void> => {
  for (const statement of [
    `select 1 from ${name}`,
    `select count(*) from ${name}`,
    `insert into ${name} default values`,
    `update ${name} set ${columns[0]} = ${columns[0]}`,
    `delete from ${name}`,
    `truncate ${name}`,
    `copy ${name} to stdout`,
  ]) {
    expectSame(await app.refusal(statement), NOT_ALLOWED, `the application is refused: ${statement}`);
  }
};

/** Functions that may more than who calls them do one thing each: none runs text, and each says where it looks for names. */
const expectFunctionsFixed = async (admin: Sql): Promise<number> => {
  const functions = await admin.query<{ name: string; source: string; config: string[] | null }>(
    FUNCTIONS_OF_THE_OWNER,
  );
  expectThat(functions.length > 20, 'there are functions to judge', { functions: functions.length });
  for (const { name, source, config } of functions) {
    expectThat(!/\bexecute\b/i.test(source), `${name} runs no text that it put together`);
    expectThat(
      (config ?? []).some((one) => one.startsWith('search_path=')),
      `${name} says where it looks for names`,
    );
  }
  return functions.length;
};

const FUNCTIONS_OF_THE_OWNER = `
  select p.oid::regprocedure::text as name, coalesce(p.prosrc, '') as source, p.proconfig as config
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where p.prosecdef and has_function_privilege('holdfast_app', p.oid, 'execute') and n.nspname not like 'pg\\_%'`;

const expectClosed = async (app: Sql, { name, columns }: Table): Promise<void> => {
  expectThat(columns.includes('workspace_id'), `${name} says whose its rows are`, { columns });
  const [seen] = await app.query<{ count: string }>(`select count(*) as count from ${name}`);
  expectSame(Number(seen?.count), 0, `${name} shows no row without a workspace`);
  for (const statement of [
    `delete from ${name} returning 1`,
    `update ${name} set workspace_id = workspace_id returning 1`,
  ]) {
    // a right that was never granted is as good as no row
    const refusal = await app.refusal(`begin; ${statement}; rollback`);
    await app.query('rollback');
    if (refusal !== undefined) expectSame(refusal, NOT_ALLOWED, `${name} refuses changes without a workspace`);
    else expectSame(await changed(app, statement), 0, `${name} lets nothing be changed without a workspace`);
  }
  for (const statement of [
    `truncate ${name}`,
    `alter table ${name} disable row level security`,
    `drop table ${name}`,
  ]) {
    expectThat((await app.refusal(statement)) !== undefined, 'the application cannot touch the tables themselves', {
      statement,
    });
  }
};

/** A row that exists, put in again: row-level security must refuse it before any other rule is asked. */
const expectInsertRefused = async (admin: Sql, app: Sql, table: Table): Promise<void> => {
  const [row] = await admin.query<{ row: object }>(`select to_jsonb(t) as row from ${table.name} t limit 1`);
  if (row === undefined) return;
  const insert = `insert into ${table.name} select (jsonb_populate_record(null::${table.name}, $1)).*`;
  expectSame(await app.refusal(insert, [row.row]), NOT_ALLOWED, `${table.name} refuses a row of any workspace`);
};

const expectOnlyOwn = async (app: Sql, tables: readonly Table[], own: string): Promise<void> => {
  await app.query('begin');
  await app.query(`select set_config('holdfast.workspace_id', $1, true)`, [own]);
  for (const { name } of tables) {
    const strangers = await app.query(`select 1 from ${name} where workspace_id <> $1`, [own]);
    expectSame(strangers.length, 0, `${name} shows no other workspace's rows, also when asked for them`);
  }
  await app.query('rollback');
};

const allDigests = async (admin: Sql, tables: readonly Table[]): Promise<string[]> => {
  const digests: string[] = [];
  for (const table of tables) digests.push(`${table.name} ${await digestOf(admin, table)}`);
  return digests;
};

interface Attacked {
  readonly tables: number;
  readonly people: number;
  readonly filled: number;
  readonly functions: number;
}

const attack = async (database: Database, workspaces: readonly { readonly id: string }[]): Promise<Attacked> => {
  const admin = await database.asAdmin();
  const app = await database.asApp();
  const all = await tablesOf(admin);
  const people = all.filter(isOfPeople);
  const tables = all.filter((table) => !OF_THE_INSTANCE.has(table.name) && !isOfPeople(table));
  const filled = tables.filter(({ rows }) => rows > 0);
  expectThat(filled.length >= 10, 'the proof has rows to look for', { filled: filled.map(({ name }) => name) });
  const before = await allDigests(admin, [...tables, ...people]);

  for (const table of people) await expectUntouchable(app, table);
  const functions = await expectFunctionsFixed(admin);
  for (const table of tables) await expectClosed(app, table);
  for (const table of tables) await expectInsertRefused(admin, app, table);
  for (const way of WAYS_OUT) expectSame(await app.refusal(way), NOT_ALLOWED, `the application is refused: ${way}`);
  await app.query('set row_security = off');
  for (const { name } of tables)
    expectSame(
      await app.refusal(`select * from ${name}`),
      NOT_ALLOWED,
      `${name} cannot be read with row-level security off`,
    );
  await app.query('set row_security = on');
  for (const workspace of workspaces) await expectOnlyOwn(app, tables, workspace.id);

  expectSame(await allDigests(admin, [...tables, ...people]), before, 'nothing has changed after all attempts');
  await Promise.all([app.close(), admin.close()]);
  return { tables: tables.length, people: people.length, filled: filled.length, functions };
};

export default scenario({
  id: 'DAT-11',
  kind: 'security',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'As the role of the application, without a workspace set, raw SQL sees no rows and changes none, in any table of workspaces or people.',
  async run({ lab, report }) {
    const database = await lab.database();
    const node = await lab.node({ database });
    const workspaces = [await createWorkspace(node), await createWorkspace(node)];
    for (const workspace of workspaces) await fill(workspace);
    const spaces = await fillPeople(node);
    // what a node does for itself would look like a change
    await node.stop();
    const attacked = await attack(database, [...workspaces, ...spaces]);
    report.figure('tables attacked', attacked.tables);
    report.figure('of them with rows', attacked.filled);
    report.figure('tables of people that cannot be touched', attacked.people);
    report.figure('functions that may more than who calls them', attacked.functions);
  },
});
