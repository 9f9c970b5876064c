import { importerAt } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const ROWS = 2_500;

export default scenario({
  id: 'KNO-28',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim: 'The same file again is recognised: what has not changed is left as it is, and what has is changed.',
  async run({ lab, report }) {
    const importer = importerAt(await lab.node());
    const first = await importer.run(tableOf(numbered(ROWS)));
    expectSame([first.counts.added, first.same_as], [ROWS, null], 'the first time every row is new');
    const before = await importer.pairs();

    const again = await importer.run(tableOf(numbered(ROWS)), { filename: 'another name.csv' });
    expectSame(again.same_as, first.id, 'the same file is recognised whatever it is called');
    expectSame([again.counts.unchanged, again.counts.added], [ROWS, 0], 'no row of it is new');
    const touched = (await importer.pairs()).filter(({ updated_at: at }, place) => at !== before[place]?.updated_at);
    expectSame(touched.length, 0, 'no pair is touched');

    const rows = numbered(ROWS);
    rows[7] = [rows[7]?.[0]?.toUpperCase() ?? '', 'Quite another answer.'];
    const other = await importer.run(tableOf(rows));
    const { changed, unchanged, added } = other.counts;
    expectSame([changed, unchanged, added], [1, ROWS - 1, 0], 'the row that has changed is changed, and no other');
    const pair = (await importer.pairs())[7];
    expectThat(pair?.answer === 'Quite another answer.' && pair.version === 2, 'the pair says what the row says', {
      pair,
    });
    report.figure('rows', ROWS);
  },
});
