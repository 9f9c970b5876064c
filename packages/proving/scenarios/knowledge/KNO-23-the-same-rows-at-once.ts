import { importerAt } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { together } from '../../src/load.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const ROWS = 4_000;

export default scenario({
  id: 'KNO-23',
  kind: 'concurrency',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim: 'Two imports of the same rows at once make no pair twice, and each counts right what became of its rows.',
  async run({ lab, report, repeat }) {
    const node = await lab.node();
    await repeat(3, async () => {
      const importer = importerAt(node);
      const rows = numbered(ROWS);
      const files = [tableOf(rows), tableOf(rows.toReversed())];
      const jobs = await together(files.map((file) => () => importer.send(file)));
      const ended = await together(
        jobs.map(
          ({ id }) =>
            () =>
              importer.ended(id),
        ),
      );
      for (const { counts, status } of ended) {
        expectSame(status, 'completed', 'each import is completed');
        expectSame(counts.added + counts.unchanged, ROWS, 'each row of each import is either new or known');
      }
      expectSame(
        ended.reduce((sum, { counts }) => sum + counts.added, 0),
        ROWS,
        'each pair is added by one of them',
      );
      const questions = new Set((await importer.pairs()).map(({ question }) => question));
      expectSame([questions.size, (await importer.pairs()).length], [ROWS, ROWS], 'each question is there once');
    });
    report.figure('rows of each', ROWS);
  },
});
