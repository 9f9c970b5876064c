import { randomUUID } from 'node:crypto';
import { setUpInstance } from '../../src/identity/instance.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import type { Sql } from '../../src/postgres/sql.ts';
import { expectEveryKeyHolds } from '../../src/postgres/cross-keys.ts';
import { createWorkspace, type Made, type ProbeWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const NO_SUCH_ROW = '23503';

/** Foreign keys between tables of workspaces that do not carry the workspace along. */
const LOOSE_KEYS = `
  select f.conrelid::regclass::text || ' ' || f.conname as key
    from pg_constraint f
    join pg_attribute own on own.attrelid = f.conrelid and own.attname = 'workspace_id'
    join pg_attribute theirs on theirs.attrelid = f.confrelid and theirs.attname = 'workspace_id'
   where f.contype = 'f'
     and not exists (select from generate_subscripts(f.conkey, 1) s where f.conkey[s] = own.attnum and f.confkey[s] = theirs.attnum)`;

const INSERT = 'insert into probe_notes.notes (workspace_id, id, title, folder_id) values ($1, $2, $3, $4)';

/** Refused, and by the foreign key: not because of who asks. */
const expectRefused = async (who: string, sql: Sql, own: string, folder: string): Promise<void> => {
  const refusal = await sql.refusal(INSERT, [own, randomUUID(), 'reaches over', folder]);
  expectSame(refusal, NO_SUCH_ROW, `the database refuses a reference into another workspace, to ${who}`);
};

export default scenario({
  id: 'DAT-12',
  kind: 'security',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim: 'A reference from one workspace into another is refused by the database itself, whoever writes it.',
  async run({ lab, report }) {
    const database = await lab.database();
    const node = await lab.node({ database });
    const [ours, theirs] = [await createWorkspace(node), await createWorkspace(node)];
    const folderIn = async (workspace: ProbeWorkspace): Promise<string> =>
      expectBody<Made>(await workspace.member('analyst').ask('POST', '/folders', { body: { name: 'folder' } }), 201).id;
    // and what identity keeps of two workspaces
    const instance = await setUpInstance(node);
    for (const name of ['One', 'Two']) await (await instance.workspace(name)).key(['members:manage']);
    const [ourFolder, theirFolder] = [await folderIn(ours), await folderIn(theirs)];
    const analyst = ours.member('analyst');

    const reach = { title: 'reaches over', folder_id: theirFolder };
    expectAnswer(await analyst.ask('POST', '/notes', { body: reach }), 404, 'not_found');
    const note = expectBody<Made>(
      await analyst.ask('POST', '/notes', { body: { ...reach, folder_id: ourFolder } }),
      201,
    );

    const app = await database.asApp();
    await app.query(`select set_config('holdfast.workspace_id', $1, false)`, [ours.id]);
    await expectRefused('the application', app, ours.id, theirFolder);
    const moved = await app.refusal('update probe_notes.notes set folder_id = $1 where id = $2', [
      theirFolder,
      note.id,
    ]);
    expectSame(moved, NO_SUCH_ROW, 'the database refuses to move a reference into another workspace');
    await app.close();

    // whom row-level security does not bind, the key still does
    const admin = await database.asAdmin();
    await expectRefused('a superuser', admin, ours.id, theirFolder);
    const taken = await admin.refusal('update probe_notes.notes set workspace_id = $1 where id = $2', [
      theirs.id,
      note.id,
    ]);
    expectSame(taken, NO_SUCH_ROW, 'a row cannot be taken into another workspace away from what it refers to');
    const loose = await admin.query<{ key: string }>(LOOSE_KEYS);
    expectThat(loose.length === 0, 'every foreign key carries the workspace along', {
      loose: loose.map(({ key }) => key),
    });
    const tried = await expectEveryKeyHolds(admin);
    report.figure('foreign keys', tried.keys);
    report.figure('of them tried with rows of two workspaces', tried.tried);
    expectThat(tried.tried > 0, 'there are foreign keys to judge by');
    await admin.close();
  },
});
