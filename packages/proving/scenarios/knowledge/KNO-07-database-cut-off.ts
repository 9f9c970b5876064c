import { cut } from '../../src/faults/cut.ts';
import { expectEachRowOnce } from '../../src/knowledge/expect-each-row-once.ts';
import { importerAt } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { pass, until } from '../../src/lab/wait.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const ROWS = 30_000;
const AWAY_MS = 2_000;

export default scenario({
  id: 'KNO-07',
  kind: 'chaos',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'An import whose database is cut off for 2 s in the middle finishes by itself, and each of its rows is stored exactly once.',
  capSeconds: 300,
  async run({ lab, report }) {
    const database = await lab.database();
    const importer = importerAt(await lab.node({ database }));
    const since = performance.now();
    const { id } = await importer.send(tableOf(numbered(ROWS)));
    const done = await until('half of the rows to be stored', { seconds: 120, everyMs: 20 }, async () => {
      const { counts } = await importer.find(id);
      return counts.rows >= ROWS / 2 ? counts.rows : undefined;
    });
    if (done === ROWS) throw new Error('the import had ended before the database could be cut off');
    await database.line.use(cut());
    await pass(AWAY_MS);
    await database.line.heal();
    await until('the database to be there again', { seconds: 30, everyMs: 50 }, async () => {
      return (await importer.ask('GET', `/imports/${id}`)).status === 200;
    });
    const job = await importer.ended(id, 240);
    report.figure('time to finish', (performance.now() - since) / 1000, 's');
    report.figure('rows that were done before', done);
    expectSame(job.status, 'completed', 'the import finishes by itself');
    await expectEachRowOnce(importer, job, ROWS);
  },
});
