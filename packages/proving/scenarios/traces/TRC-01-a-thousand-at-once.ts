import { randomBytes } from 'node:crypto';
import { atShare } from '../../src/at-share.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { expectEachOnce, keptSpansOf } from '../../src/traces/kept-spans.ts';
import { otlpPortsOf } from '../../src/traces/otlp-ports.ts';
import { aSpan, inProtobuf } from '../../src/traces/otlp-span.ts';
import { sendOverGrpc } from '../../src/traces/send-spans.ts';

const SPANS = 1_000;
const ROUNDS = 40;

export default scenario({
  id: 'TRC-01',
  kind: 'performance',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'important',
  alone: true,
  claim:
    'A thousand spans in one request over gRPC are acknowledged at once, and only when no crash can take them away.',
  async run({ lab, repeat, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const key = await first.key(['traces:write', 'traces:read']);
    const { grpc } = await otlpPortsOf(node);
    const sent = new Map<string, readonly string[]>();
    const milliseconds: number[] = [];
    await repeat(ROUNDS, async () => {
      const traceId = randomBytes(16).toString('hex');
      const spans = Array.from({ length: SPANS }, (_nothing, index) => aSpan(`span ${index}`, { traceId }));
      const body = inProtobuf(spans);
      const since = performance.now();
      const told = await sendOverGrpc(body, { url: grpc, authorization: `Bearer ${key.token}` });
      milliseconds.push(performance.now() - since);
      expectSame([told.status, told.rejected], [0, 0], 'all spans are acknowledged');
      sent.set(
        traceId,
        spans.map(({ spanId = '' }) => spanId),
      );
    });
    // in the moment after the last acknowledgement
    await node.kill({ tree: false });
    await node.start();
    const kept = keptSpansOf(key);
    expectSame((await kept.stats()).spans, SPANS * ROUNDS, 'the node that was killed has every span');
    for (const [trace, ids] of sent)
      expectEachOnce(await kept.spansOf(trace), ids, 'each span of a trace is there once');
    report.figure('time to acknowledge 1,000 spans', atShare(milliseconds, 0.5), 'ms');
    report.figure('p99 of the same', atShare(milliseconds, 0.99), 'ms');
  },
});
