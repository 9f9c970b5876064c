import { randomBytes } from 'node:crypto';
import { atShare } from '../../src/at-share.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { scenario } from '../../src/scenario.ts';
import { expectEachOnce, keptSpansOf } from '../../src/traces/kept-spans.ts';
import { aSpan } from '../../src/traces/otlp-span.ts';

const SPANS = 1_000;
const PAGE = 200;
const ROUNDS = 30;

export default scenario({
  id: 'TRC-03',
  kind: 'performance',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'important',
  alone: true,
  claim: 'A trace of a thousand spans is read in a moment, in one piece and page by page, and is the same trace.',
  async run({ lab, repeat, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const kept = keptSpansOf(await first.key(['traces:write', 'traces:read']));
    const traceId = randomBytes(16).toString('hex');
    const spans = Array.from({ length: SPANS }, (_nothing, index) => aSpan(`span ${index}`, { traceId }));
    const ids = spans.map(({ spanId = '' }) => spanId);
    await kept.keep(spans);
    await kept.stats();
    const whole: number[] = [];
    const paged: number[] = [];
    const timeReading = async (limit: number, milliseconds: number[]): Promise<void> => {
      const since = performance.now();
      const seen = await kept.spansOf(traceId, limit);
      milliseconds.push(performance.now() - since);
      expectEachOnce(seen, ids, `each span is there once, in pages of ${limit}`);
    };
    await repeat(ROUNDS, async () => {
      await timeReading(SPANS, whole);
      await timeReading(PAGE, paged);
    });
    report.figure('time to read 1,000 spans', atShare(whole, 0.5), 'ms');
    report.figure(`time to read them in pages of ${PAGE}`, atShare(paged, 0.5), 'ms');
  },
});
