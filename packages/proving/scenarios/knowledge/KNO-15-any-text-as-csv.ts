import { expectPairs } from '../../src/knowledge/expect-pairs.ts';
import { importerAt } from '../../src/knowledge/importer.ts';
import { anyPairs } from '../../src/knowledge/random-text.ts';
import { csvOf } from '../../src/knowledge/tables.ts';
import { scenario } from '../../src/scenario.ts';

const ROUNDS = 12;
const PAIRS = 100;

/** Quotes only where RFC 4180 asks for them. */
const sparing = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (cells) => `${cells.map((cell) => (/[",\r\n]|^ /.test(cell) ? csvOf([[cell]]).trimEnd() : cell)).join(',')}\r\n`,
    )
    .join('');

export default scenario({
  id: 'KNO-15',
  kind: 'property',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'Any questions and answers in any Unicode, written as RFC 4180 has it, are imported as they were written, in their order.',
  async run({ lab, random, report, repeat }) {
    const node = await lab.node();
    await repeat(ROUNDS, async (round) => {
      const pairs = anyPairs(random, PAIRS);
      const rows = [['question', 'answer'], ...pairs];
      const importer = importerAt(node);
      const job = await importer.run(round % 2 === 0 ? csvOf(rows) : sparing(rows));
      await expectPairs(importer, job, pairs, 'a file of any text');
    });
    report.figure('pairs', ROUNDS * PAIRS);
  },
});
