import { importerAt } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectAtMost, expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const SIZES = [1_000, 10_000, 100_000];
/** What others allow for the smallest. */
const SECONDS = 30;
const ANSWER = 'An answer has a sentence or two, and says enough that whoever asked can go on. This one is of number';

export default scenario({
  id: 'KNO-03',
  kind: 'performance',
  tier: 'nightly',
  needs: ['lab'],
  weight: 'important',
  alone: true,
  claim:
    'Thousands of rows a second become durable pairs, each with what became of it, and are found by their words from that moment on.',
  capSeconds: 600,
  async run({ lab, report }) {
    const node = await lab.node();
    await importerAt(node).run(tableOf(numbered(2_000)));
    let rate = 0;
    for (const count of SIZES) {
      const importer = importerAt(node);
      const token = `probe.admin.${importer.workspace}.${importer.workspace}`;
      expectAnswer(await node.http('PUT', '/api/v1/knowledge/embedder', { token, body: { kind: 'none' } }), 200);
      const file = tableOf([
        ...numbered(count - 1, { answer: ANSWER }),
        ['Where is the quetzalcoatlus?', 'At the end.'],
      ]);
      const { id } = await importer.send(file);
      const since = performance.now();
      const job = await importer.ended(id, 300);
      const search = await importer.ask('GET', '/search?mode=keyword&q=quetzalcoatlus');
      const seconds = (performance.now() - since) / 1000;
      expectSame(job.counts.added, count, 'every row is stored');
      const { items } = expectAnswer(search, 200).body as { items: { pair: { answer: string } }[] };
      expectSame(items[0]?.pair.answer, 'At the end.', 'the last row is found by its words');
      rate = count / seconds;
      report.figure(`${count} rows`, rate, 'rows/s');
      if (count === SIZES[0]) expectAtMost(seconds, SECONDS, 's', 'a thousand rows are stored in time');
    }
    report.figure('rows durable and searchable', rate, 'rows/s');
  },
});
