import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import { importerAt } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { until } from '../../src/lab/wait.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectAtMost, expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const ROWS = 20_000;
const SHARE = 0.2;
const BATCH = 1000;

export default scenario({
  id: 'KNO-21',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim: 'An import that is cancelled stops within one batch, and what it had stored is counted exactly.',
  async run({ lab, report }) {
    const importer = importerAt(await lab.node());
    const { id } = await importer.send(tableOf(numbered(ROWS)));
    const before = await until('a fifth of the rows to be stored', { seconds: 60, everyMs: 5 }, async () => {
      const { counts } = await importer.find(id);
      return counts.rows >= ROWS * SHARE ? counts.rows : undefined;
    });
    const asked = importer.ask('POST', `/imports/${id}/cancel`);
    const { status, counts } = expectBody<ImportJob>(await asked, 200);
    expectSame(status, 'cancelled', 'the answer says that it is cancelled');
    expectThat(counts.rows < ROWS, 'there was something left to be cancelled', { rows: counts.rows });
    report.figure('rows that were done before it was asked', before);
    report.figure('rows that were done', counts.rows);
    expectAtMost(counts.rows % BATCH, 0, 'rows', 'it stops between two batches');
    const stored = (await importer.pairs()).length;
    expectSame(stored, counts.added, 'what was stored is what is counted');
    const later = await importer.find(id);
    expectSame([later.status, later.counts], ['cancelled', counts], 'nothing is done afterwards');
    expectSame((await importer.rows(id)).length, counts.rows, 'the ledger has these rows and no other');
  },
});
