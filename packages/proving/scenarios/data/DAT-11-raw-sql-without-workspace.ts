import type { Database } from '../../src/lab/database.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { digestOf, OF_THE_INSTANCE, tablesOf, type Table } from '../../src/postgres/tables.ts';
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

const attack = async (database: Database, workspaces: readonly ProbeWorkspace[]): Promise<number> => {
  const admin = await database.asAdmin();
  const app = await database.asApp();
  const tables = (await tablesOf(admin)).filter(({ name }) => !OF_THE_INSTANCE.has(name));
  const filled = tables.filter(({ rows }) => rows > 0);
  expectThat(filled.length >= 5, 'the proof has rows to look for', { filled: filled.map(({ name }) => name) });
  const before = await allDigests(admin, tables);

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

  expectSame(await allDigests(admin, tables), before, 'nothing has changed after all attempts');
  await Promise.all([app.close(), admin.close()]);
  return tables.length;
};

export default scenario({
  id: 'DAT-11',
  kind: 'security',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'As the role of the application, without a workspace set, raw SQL sees no rows and changes none, in any table of workspaces.',
  async run({ lab, report }) {
    const database = await lab.database();
    const node = await lab.node({ database });
    const workspaces = [await createWorkspace(node), await createWorkspace(node)];
    for (const workspace of workspaces) await fill(workspace);
    report.figure('tables attacked', await attack(database, workspaces));
  },
});
