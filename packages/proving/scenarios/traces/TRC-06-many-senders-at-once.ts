import { randomBytes } from 'node:crypto';
import { setUpInstance } from '../../src/identity/instance.ts';
import { times } from '../../src/load.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { expectEachOnce, keptSpansOf } from '../../src/traces/kept-spans.ts';
import { aSpan } from '../../src/traces/otlp-span.ts';

const SENDERS = 10;
const EACH = 100;

export default scenario({
  id: 'TRC-06',
  kind: 'concurrency',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim: 'Spans that ten senders send at once, of one trace or of many, are all there, each once.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const kept = keptSpansOf(await first.key(['traces:write', 'traces:read']));
    const shared = randomBytes(16).toString('hex');
    const sent = await times(SENDERS, async (sender) => {
      const own = randomBytes(16).toString('hex');
      const spans = Array.from({ length: EACH }, (_nothing, index) =>
        aSpan(`${sender}/${index}`, { traceId: index % 2 === 0 ? shared : own }),
      );
      // in small requests, so that those of different senders go between each other
      for (let at = 0; at < EACH; at += 10) await kept.keep(spans.slice(at, at + 10));
      return { own, spans };
    });
    expectSame(
      await kept.stats().then(({ spans, traces }) => [spans, traces]),
      [SENDERS * EACH, SENDERS + 1],
      'all are counted once',
    );
    const all = sent.flatMap(({ spans }) => spans);
    const idsIn = (trace: string): string[] =>
      all.filter(({ traceId }) => traceId === trace).map(({ spanId = '' }) => spanId);
    for (const trace of [shared, ...sent.map(({ own }) => own)])
      expectEachOnce(await kept.spansOf(trace), idsIn(trace), 'each span of a trace is there once');
    report.figure('spans', SENDERS * EACH);
  },
});
