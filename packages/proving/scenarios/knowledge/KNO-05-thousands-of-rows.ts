import { importerAt } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { expectEachRowOnce } from '../../src/knowledge/expect-each-row-once.ts';
import { expectAtMost, expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

/** How many rows, and in how many seconds. */
const FILES = [
  [5_000, 50],
  [10_000, 100],
] as const;
const BAD_EVERY = 100;

export default scenario({
  id: 'KNO-05',
  kind: 'stress',
  tier: 'nightly',
  needs: ['lab'],
  weight: 'important',
  claim:
    'Of thousands of rows of which one in a hundred is bad, every good one is stored, and every bad one is named with its line and the reason.',
  async run({ lab, report }) {
    const node = await lab.node();
    let [stored, good] = [0, 0];
    for (const [count, seconds] of FILES) {
      const importer = importerAt(node);
      const rows = numbered(count).map(([question = '', answer = ''], at) =>
        (at + 1) % BAD_EVERY === 0 ? ['', answer] : [question, answer],
      );
      const since = performance.now();
      const job = await importer.run(tableOf(rows));
      const took = (performance.now() - since) / 1000;
      report.figure(`time for ${count} rows`, took, 's');
      expectAtMost(took, seconds, 's', `${count} rows are imported in time`);
      const bad = count / BAD_EVERY;
      expectSame([job.counts.added, job.counts.rejected], [count - bad, bad], 'good and bad rows are told apart');
      await expectEachRowOnce(importer, job, count);
      const rejected = (await importer.rows(job.id)).filter(({ outcome }) => outcome === 'rejected');
      expectSame(
        rejected.map(({ line }) => line),
        Array.from({ length: bad }, (_, at) => (at + 1) * BAD_EVERY + 1),
        'each bad row is named by its line',
      );
      expectThat(
        rejected.every(({ message }) => message !== null && message !== ''),
        'each bad row has a reason',
      );
      stored += job.counts.added;
      good += count - bad;
    }
    report.figure('good rows stored', (stored / good) * 100, '%');
  },
});
