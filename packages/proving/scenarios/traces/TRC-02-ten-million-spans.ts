import { atShare } from '../../src/at-share.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { descendantsOf } from '../../src/lab/descendants.ts';
import { residentBytes } from '../../src/lab/memory.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { until } from '../../src/lab/wait.ts';
import { scenario } from '../../src/scenario.ts';
import { flood } from '../../src/traces/flood.ts';
import { keptSpansOf } from '../../src/traces/kept-spans.ts';
import { aSpan } from '../../src/traces/otlp-span.ts';

const BATCHES = 100;
const EACH = 100;
const SPANS = 10_000_000;
const PARTS = 10;
const MOST_BYTES = 1_000_000_000;
/** How much slower the last may be than the first, before it is called growth. */
const FACTOR = 2;
const CAUGHT_UP = { seconds: 300, everyMs: 10 };

export default scenario({
  id: 'TRC-02',
  kind: 'stress',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'important',
  alone: true,
  capSeconds: 1_800,
  claim: 'However many spans were taken before, the next are acknowledged as fast, and in as much memory.',
  async run({ lab, report, signal }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const key = await first.key(['traces:write', 'traces:read']);
    const kept = keptSpansOf(key);
    const timeBatches = async (): Promise<number> => {
      const milliseconds: number[] = [];
      for (let batch = 0; batch < BATCHES; batch += 1) {
        const spans = Array.from({ length: EACH }, (_nothing, index) => aSpan(`span ${index}`));
        const since = performance.now();
        await kept.keep(spans);
        milliseconds.push(performance.now() - since);
      }
      return atShare(milliseconds, 0.5);
    };
    const memory = (): number =>
      [node.pid, ...descendantsOf(node.pid)].reduce((sum, pid) => sum + residentBytes(pid), 0);
    const untilAllFound = (spans: number) =>
      until('every span to be found', { ...CAUGHT_UP, signal }, async () => (await kept.stats()).spans >= spans);

    // the first batches of a process are its slowest
    await timeBatches();
    const before = await timeBatches();
    const held: number[] = [];
    let sent = 2 * BATCHES * EACH;
    for (let part = 0; part < PARTS; part += 1) {
      await flood(key, SPANS / PARTS);
      sent += SPANS / PARTS;
      held.push(memory());
      await untilAllFound(sent);
    }
    const after = await timeBatches();
    expectSame((await kept.stats()).spans, sent + BATCHES * EACH, 'every span is counted once');
    const most = Math.max(...held);
    expectThat(most < MOST_BYTES, 'the processes stay below a gigabyte', { held });
    expectThat(after < FACTOR * before + 1, 'the last batches are acknowledged as fast as the first', {
      before,
      after,
    });
    report.figure('spans', sent);
    report.figure('median of a batch before', before, 'ms');
    report.figure('median of a batch after', after, 'ms');
    report.figure('memory after the first tenth', (held[0] ?? 0) / 1e6, 'MB');
    report.figure('memory at most', most / 1e6, 'MB');
  },
});
