import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { createWorkspace } from '../../src/probe/workspace.ts';
import type { Random } from '../../src/run/random.ts';
import { scenario } from '../../src/scenario.ts';

interface BulkDone {
  readonly stored: number;
  readonly rejected: readonly { readonly row: number }[];
}

const ROWS = 600;
/** A title that a constraint of the database refuses, and nothing before it. */
const FORBIDDEN = 'forbidden';

const titlesWithBad = (bad: ReadonlySet<number>): string[] =>
  Array.from({ length: ROWS }, (_nothing, row) => (bad.has(row) ? FORBIDDEN : `row ${String(row).padStart(4, '0')}`));

const someRows = (random: Random): Set<number> =>
  new Set(Array.from({ length: 12 }, () => random.between(0, ROWS - 1)));

export default scenario({
  id: 'DAT-05',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'When a row of a bulk insert breaks a constraint, none is stored, or all but exactly the rows that are reported.',
  async run({ lab, random, report }) {
    const node = await lab.node();
    for (const bad of [new Set([500]), new Set([0, ROWS - 1]), someRows(random)]) {
      const workspace = await createWorkspace(node);
      const titles = titlesWithBad(bad);

      expectAnswer(await workspace.writeNotes('all', titles), 409, 'conflict');
      expectSame((await workspace.seeNotes()).length, 0, 'all or none: one bad row leaves none');

      const done = expectBody<BulkDone>(await workspace.writeNotes('each', titles), 200);
      const reported = done.rejected.map(({ row }) => row);
      expectSame(
        reported,
        [...bad].toSorted((a, b) => a - b),
        'the rows reported are exactly the bad ones',
      );
      expectSame(done.stored, ROWS - bad.size, 'stored and rejected are all there were');
      const stored = (await workspace.seeNotes()).map(({ title }) => title).toSorted();
      expectSame(
        stored,
        titles.filter((title) => title !== FORBIDDEN),
        'every other row is stored, once',
      );
    }
    report.figure('rows in each insert', ROWS);
  },
});
