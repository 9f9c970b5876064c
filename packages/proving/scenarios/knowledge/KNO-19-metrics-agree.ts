import { seeImportMetrics } from '../../src/knowledge/import-metrics.ts';
import { importerAt } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

export default scenario({
  id: 'KNO-19',
  kind: 'observability',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'What the metrics count of an import of 100 rows is what the import itself counts, row by row, batch by batch.',
  async run({ lab, report }) {
    const node = await lab.node();
    const importer = importerAt(node);
    await importer.run(tableOf([...numbered(10), ...numbered(10, { from: 100 })]));
    const before = await seeImportMetrics(node, 'completed_with_errors');
    const rows = [
      ...numbered(10),
      ...numbered(10, { from: 100, answer: 'Another answer to' }),
      ...numbered(60, { from: 200 }),
      ...numbered(5, { from: 200 }),
      ...Array.from({ length: 15 }, (_, at) => ['', `an answer without a question ${at}`]),
    ];
    const { counts, status } = await importer.run(tableOf(rows));
    const after = await seeImportMetrics(node, 'completed_with_errors');
    const of = (name: keyof typeof after) => after[name] - before[name];
    expectSame(
      { status, ...counts },
      { status: 'completed_with_errors', rows: 100, added: 60, changed: 10, unchanged: 10, duplicate: 5, rejected: 15 },
      'the import counts every row by what became of it',
    );
    const measured = { batches: of('batches'), ended: of('ended'), added: of('added'), changed: of('changed') };
    expectSame(measured, { batches: 1, ended: 1, added: 60, changed: 10 }, 'the metrics count the same');
    const others = { unchanged: of('unchanged'), duplicate: of('duplicate'), rejected: of('rejected') };
    expectSame(others, { unchanged: 10, duplicate: 5, rejected: 15 }, 'the metrics count what stored nothing as well');
    report.figure('rows', counts.rows);
  },
});
