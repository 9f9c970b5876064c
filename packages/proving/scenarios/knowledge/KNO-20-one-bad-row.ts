import { importerAt } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const ROWS = 100;
const BAD = 50;

export default scenario({
  id: 'KNO-20',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'One bad row costs itself and no other: every row is counted once by what became of it, and the bad one can be downloaded as it was written, with its line and the reason.',
  async run({ lab, report }) {
    const importer = importerAt(await lab.node());
    const rows = numbered(ROWS);
    rows[BAD - 1] = ['', '=HYPERLINK("http://evil.example")'];
    const { id, counts, status } = await importer.run(tableOf(rows));
    expectSame(status, 'completed_with_errors', 'the import ends and says that there were errors');
    const { added, changed, unchanged, duplicate, rejected } = counts;
    expectSame(added + changed + unchanged + duplicate + rejected, ROWS, 'every row is counted once');
    expectSame([added, rejected], [ROWS - 1, 1], 'the rows before and after the bad one are kept');
    expectSame((await importer.pairs()).length, ROWS - 1, 'each good row is a pair');
    const bad = (await importer.rows(id)).filter(({ outcome }) => outcome === 'rejected');
    expectSame(
      bad.map(({ row, line, cells }) => [row, line, cells]),
      [[BAD, BAD + 1, rows[BAD - 1]]],
      'the bad row is told',
    );
    const { body } = expectAnswer(await importer.ask('GET', `/imports/${id}/rejected.csv`), 200);
    const [, line = ''] = String(body).split('\r\n');
    const isTold = line.includes(`"${BAD + 1}"`) && line.endsWith(`,"","'=HYPERLINK(""http://evil.example"")"`);
    expectThat(isTold, 'the bad row can be downloaded, and no spreadsheet takes it for a formula', { line });
    report.figure('rows', ROWS);
  },
});
