import { startEmbedding } from '../../src/knowledge/embedding.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const PAIRS = 500;
const REFUSED = 10;
const RETRY_AFTER_SECONDS = 1;
const PACE = { batch: 50, concurrency: 4 };

export default scenario({
  id: 'KNO-08',
  kind: 'chaos',
  tier: 'nightly',
  needs: ['lab'],
  weight: 'important',
  claim:
    'When the embedder answers 429 to the first ten requests, it is left alone for as long as it asks for, asked by one request at a time until it answers, and all of 500 pairs are embedded.',
  async run({ lab, report }) {
    const ground = await startEmbedding(lab);
    const { simulator } = ground;
    await ground.choose({ kind: 'none' });
    await ground.addPairs(PAIRS);
    const before = simulator.asked.length;
    // the first is the try-out of the choice
    simulator.play((_texts, nth) =>
      nth > 1 && nth <= 1 + REFUSED ? { mishap: { kind: 'rate-limited', retryAfterSeconds: RETRY_AFTER_SECONDS } } : {},
    );
    await ground.chooseSimulated(PACE);
    const took = await ground.untilEmbedded(PAIRS, 300);

    const requests = simulator.asked.slice(before + 1).map(({ at }) => at);
    const refused = requests.slice(0, REFUSED);
    const pauses = gapsOf(refused.slice(PACE.concurrency - 1));
    expectThat(
      pauses.every((pause) => pause >= RETRY_AFTER_SECONDS * 1000),
      'after the first round each request waits as long as was asked for',
      { pauses },
    );
    const needed = Math.ceil((PAIRS * 2) / PACE.batch);
    expectSame(
      requests.length - REFUSED,
      needed,
      'no request is sent but those that were refused, and those that were needed',
    );
    report.figure('pairs embedded', (await ground.state()).pairs.embedded);
    report.figure('requests', requests.length);
    report.figure('time to embed all', took / 1000, 's');
    report.figure('shortest pause after a refusal', Math.round(Math.min(...pauses)), 'ms');
  },
});

const gapsOf = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((time, at) => time - (times[at] ?? time));
