import { randomUUID } from 'node:crypto';
import type { AuditVerdict } from '@holdfast/protocol/audit/audit';
import { atPlace, type Caller } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { guard } from '../../src/identity/second-factor.ts';
import type { Database } from '../../src/lab/database.ts';
import type { Lab } from '../../src/lab/lab.ts';
import type { Node } from '../../src/lab/node.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { digestOf, OF_LIVING_NODES, tablesOf, type Table } from '../../src/postgres/tables.ts';
import { createWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const ROWS = 200;

/** The probe knows every migration of the product and more: it plays the next version, the product the one before. */
const OLD = 'product';
const NEW = 'probe';

const migrate = async (lab: Lab, database: Database, entry: typeof OLD | typeof NEW) => {
  const { exit, output } = await lab.command(['migrate'], { entry, database });
  return { code: exit.code, output };
};

/** What an older version might have left behind. */
const fillOld = async (database: Database): Promise<void> => {
  const app = await database.asApp();
  await app.query(`select set_config('holdfast.workspace_id', $1, false)`, [randomUUID()]);
  await app.query(
    `insert into holdfast.idempotency_keys (workspace_id, id, principal_id, operation, path, key, fingerprint, status, headers, body)
     select holdfast.workspace_id(), gen_random_uuid(), gen_random_uuid(), 'old', '/old', 'key ' || n, sha256(n::text::bytea), 201, '{}', jsonb_build_object('n', n)
       from generate_series(1, $1) n`,
    [ROWS],
  );
  await app.close();
};

/** People of an older version, as they really came to be: the process itself is set up and ends. */
const peopleOld = async (lab: Lab, database: Database): Promise<readonly Caller[]> => {
  const node = await lab.node({ entry: OLD, database, isMigrated: true });
  const instance = await setUpInstance(node);
  const space = await instance.workspace('Old');
  await space.invite('waiting@example.com', 'viewer');
  const key = await space.key(['members:manage', 'audit:read']);
  const [member] = await space.members('admin', 1);
  if (member === undefined) throw new Error('one was asked for');
  const guarded = await guard(member);
  await node.stop();
  return [instance.first.admin, key, guarded];
};

/** What opened the old version opens the new one, and the audit trail is still whole. */
const expectStillKnown = async (node: Node, callers: readonly Caller[]): Promise<void> => {
  for (const caller of callers) {
    const answer = await atPlace(caller, node).ask('GET', '/api/v1/audit/verify');
    expectSame(
      expectBody<AuditVerdict>(answer, 200).holds,
      true,
      `${caller.name} of before finds the audit trail whole`,
    );
  }
};

/** Of the columns that were there before: a later version may add others. */
const digests = async (database: Database, tables?: readonly Table[]): Promise<Map<string, string>> => {
  const admin = await database.asAdmin();
  const of = tables ?? (await tablesOf(admin));
  const found = new Map<string, string>();
  for (const table of of)
    if (table.name !== 'holdfast.migrations' && !OF_LIVING_NODES.has(table.name))
      found.set(table.name, await digestOf(admin, table));
  await admin.close();
  return found;
};

const expectRefusal = async (lab: Lab, database: Database, argv: string[], word: RegExp): Promise<void> => {
  const { exit, output } = await lab.command(argv, { entry: OLD, database });
  expectThat(exit.code === 1 || exit.code === 78, `\`${argv[0]}\` of the older version ends with an error`, {
    exit,
    output,
  });
  expectThat(word.test(output), `\`${argv[0]}\` says why in words an operator can use`, { output });
};

export default scenario({
  id: 'DAT-16',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'A database made by an earlier version is brought up to date with its data intact and its people still known, and an older version refuses a newer schema.',
  async run({ lab, report }) {
    const database = await lab.database();
    await expectRefusal(lab, database, ['start'], /migrate/);

    expectSame((await migrate(lab, database, OLD)).code, 0, 'an empty database is brought up to date');
    await fillOld(database);
    const people = await peopleOld(lab, database);
    const admin = await database.asAdmin();
    const tables = await tablesOf(admin);
    await admin.close();
    const before = await digests(database, tables);

    const both = await Promise.all([migrate(lab, database, NEW), migrate(lab, database, NEW)]);
    for (const { code, output } of both) expectThat(code === 0, 'two that upgrade at once both succeed', { output });
    expectSame([...(await digests(database, tables))], [...before], 'an upgrade leaves every row as it was');
    const after = await digests(database);
    expectSame((await migrate(lab, database, NEW)).code, 0, 'upgrading again finds nothing to do');
    expectSame([...(await digests(database))], [...after], 'upgrading again changes nothing');

    const node = await lab.node({ entry: NEW, database });
    expectAnswer(await (await createWorkspace(node)).writeNote('works'), 201);
    await expectStillKnown(node, people);
    await node.stop();
    const used = await digests(database);

    await expectRefusal(lab, database, ['start'], /newer version/);
    await expectRefusal(lab, database, ['migrate'], /newer version/);
    expectSame([...(await digests(database))], [...used], 'a version that refuses changes nothing');
    report.figure(
      'rows kept',
      tables.reduce((sum, { rows }) => sum + rows, 0),
    );
    report.figure('tables after the upgrade', after.size);
  },
});
