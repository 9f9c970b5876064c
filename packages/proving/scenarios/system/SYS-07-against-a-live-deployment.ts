import { ProofsReport } from '@holdfast/protocol/proofs/report';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../src/lab/database.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { digestOf, OF_LIVING_NODES, tablesOf } from '../../src/postgres/tables.ts';
import { scenario } from '../../src/scenario.ts';

/** Everything in every table, whoever it belongs to, but what nodes write about themselves. */
const rowsOf = async (database: Database): Promise<readonly string[]> => {
  const admin = await database.asAdmin();
  const lines: string[] = [];
  for (const table of await tablesOf(admin))
    if (!OF_LIVING_NODES.has(table.name)) lines.push(`${table.name}: ${await digestOf(admin, table)}`);
  await admin.close();
  return lines;
};

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .toSorted()
    .map((name) => `${name}: ${statSync(join(folder, name)).size} bytes`);

const proveAgainst = async (lab: Lab, url: string): Promise<{ report: ProofsReport; said: string }> => {
  const file = join(lab.folder('report'), 'report.json');
  const { exit, output } = await lab.command(['prove', '--target', url, '--json', file], { entry: 'product' });
  expectSame(exit.code, 0, 'nothing that was asked of the live deployment failed');
  return { report: ProofsReport.parse(JSON.parse(readFileSync(file, 'utf8'))), said: output };
};

const expectHonest = (report: ProofsReport, said: string, url: string): void => {
  expectSame(report.target, url, 'the report says who was asked');
  const ran = report.lines.filter(({ outcome }) => outcome.kind !== 'not-run');
  expectThat(
    ran.some(({ id, outcome }) => id === 'SYS-04' && outcome.kind === 'held'),
    'what does no harm is judged',
    { ran: ran.map(({ id, outcome }) => `${id} ${outcome.kind}`) },
  );
  const silent = report.lines.filter(({ outcome }) => outcome.kind === 'not-run' && outcome.reason === '');
  expectThat(silent.length === 0, 'whatever was not run says why', { silent: silent.map(({ id }) => id) });
  expectSame(report.lines.length, report.headline.promises, 'no promise is passed over in silence');
  expectThat(!report.verdict.ready, 'a live deployment is not called ready by what does no harm to it');
  const unnamed = report.lines.filter(({ id }) => !said.includes(id)).map(({ id }) => id);
  expectThat(unnamed.length === 0, 'what was left out is named to whoever reads the terminal', { unnamed });
};

const expectNobodyThere = async (lab: Lab): Promise<void> => {
  const { exit, output } = await lab.command(['prove', '--target', 'http://127.0.0.1:9'], { entry: 'product' });
  expectSame(exit.code, 2, 'where there is no Holdfast nothing is proved');
  expectThat(output.includes('there is no Holdfast at http://127.0.0.1:9'), 'and it is said so', { output });
};

export default scenario({
  id: 'SYS-07',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'Against a live deployment the proofs do only what does no harm, leave nothing behind, and say what they left out and why.',
  async run({ lab, report: reporter }) {
    const database = await lab.database();
    const node = await lab.node({ entry: 'product', database });
    const before = { rows: await rowsOf(database), files: filesOf(node.dataFolder) };
    expectThat(before.rows.length > 1, 'there are tables in which something could be left', { rows: before.rows });

    const { report, said } = await proveAgainst(lab, node.url);

    expectHonest(report, said, node.url);
    expectSame(await rowsOf(database), before.rows, 'no row is left behind');
    expectSame(filesOf(node.dataFolder), before.files, 'no file is left behind');
    await expectNobodyThere(lab);
    reporter.figure('promises left out', report.counts.not_run);
  },
});
