import { importerAt, type Importer } from '../../src/knowledge/importer.ts';
import { peakGrowth } from '../../src/knowledge/peak-memory.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import type { Node } from '../../src/lab/node.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const SIZES = [1_000, 10_000, 100_000];
const WARM_ROWS = 10_000;
const ANSWER = 'An answer has a sentence or two, and says enough that whoever asked can go on. This one is of number';

/** Its memory is reported apart. */
const withoutEmbedder = async (node: Node): Promise<Importer> => {
  const importer = importerAt(node);
  const token = `probe.admin.${importer.workspace}.${importer.workspace}`;
  const chosen = await node.http('PUT', '/api/v1/knowledge/embedder', { token, body: { kind: 'none' } });
  expectAnswer(chosen, 200);
  return importer;
};

export default scenario({
  id: 'KNO-04',
  kind: 'memory',
  tier: 'nightly',
  needs: ['lab'],
  weight: 'important',
  alone: true,
  claim:
    'An import needs no more memory for 100,000 rows than for 1,000: it is read, written and counted batch by batch.',
  capSeconds: 600,
  async run({ lab, report }) {
    const node = await lab.node();
    const run = async (rows: number): Promise<void> => {
      const importer = await withoutEmbedder(node);
      const { id } = await importer.send(tableOf(numbered(rows, { answer: ANSWER })));
      const { counts } = await importer.ended(id, 300);
      expectSame(counts.added, rows, 'every row is added');
    };
    await run(WARM_ROWS);
    await run(WARM_ROWS);
    let most = 0;
    for (const rows of SIZES) {
      const growth = await peakGrowth(node, () => run(rows));
      report.figure(`growth with ${rows} rows`, growth, 'MB');
      most = Math.max(most, growth);
    }
    report.figure('growth of memory', most, 'MB');
  },
});
