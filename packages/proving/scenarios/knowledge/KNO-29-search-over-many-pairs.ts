import { measureSearch } from '../../src/knowledge/search-load.ts';
import { openSearchGround } from '../../src/knowledge/search-ground.ts';
import { vectorRecall } from '../../src/knowledge/vector-recall.ts';
import { expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const WARM_UP = 200;
const ALONE = 500;
const TOGETHER = 2_000;
const CLIENTS = 16;
const JUDGED = 50;

export default scenario({
  id: 'KNO-29',
  kind: 'performance',
  tier: 'nightly',
  needs: ['lab'],
  weight: 'important',
  alone: true,
  claim:
    'Over 50,000 and 100,000 pairs a question is answered by words and meaning in milliseconds, for one who asks and for many at once, and the shortcut to the nearest vectors loses hardly one.',
  async run({ lab, random, report }) {
    const ground = await openSearchGround(lab, random);
    await ground.grow(50_000);
    report.figure('until the first answer over 50,000 pairs', Math.round(await ground.firstAnswer()), 'ms');
    const { answer } = await ground.search(ground.ask());
    expectThat(answer.mode === 'fused' && answer.note === null, 'words and meaning are asked', { note: answer.note });
    await measureSearch(ground, 1, WARM_UP);
    const alone = await measureSearch(ground, 1, ALONE);
    report.figure('p50 over 50,000 pairs, one client', alone.p50, 'ms');
    report.figure('p99 over 50,000 pairs, one client', alone.p99, 'ms');
    const together = await measureSearch(ground, CLIENTS, TOGETHER);
    report.figure('p99 over 50,000 pairs, 16 clients', together.p99, 'ms');
    report.figure('answers to 16 clients', together.perSecond, '/s');

    await ground.grow(50_000);
    await ground.firstAnswer();
    await measureSearch(ground, 1, WARM_UP);
    report.figure('p99 over 100,000 pairs, one client', (await measureSearch(ground, 1, ALONE)).p99, 'ms');
    report.figure('recall@10 of the vector leg', await vectorRecall(ground, JUDGED));
  },
});
