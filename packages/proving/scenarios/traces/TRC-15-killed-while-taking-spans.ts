import { randomBytes } from 'node:crypto';
import { setUpInstance } from '../../src/identity/instance.ts';
import { repeatKills } from '../../src/lab/repeat-kills.ts';
import { startLoad } from '../../src/load.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { expectEachOnce, keptSpansOf } from '../../src/traces/kept-spans.ts';
import { aSpan, type SentSpan } from '../../src/traces/otlp-span.ts';

const CYCLES = 15;
const SENDERS = 4;
const EACH = 50;

export default scenario({
  id: 'TRC-15',
  kind: 'recovery',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'critical',
  alone: true,
  capSeconds: 900,
  claim: 'A process that is killed while it takes spans has lost none that it acknowledged, and kept none twice.',
  async run({ lab, report, random, signal }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const kept = keptSpansOf(await first.key(['traces:write', 'traces:read']));
    const traceId = randomBytes(16).toString('hex');
    const acknowledged: string[] = [];
    let again: SentSpan[] = [];
    const send = async (spans: readonly SentSpan[]): Promise<void> => {
      const told = await kept.send(spans).catch(() => undefined);
      if (told?.status === 200) acknowledged.push(...spans.map(({ spanId = '' }) => spanId));
      // as an exporter does that heard nothing: they may be kept already
      else again.push(...spans);
    };
    const load = () =>
      startLoad(SENDERS, async () => {
        await send(Array.from({ length: EACH }, (_nothing, index) => aSpan(`span ${index}`, { traceId })));
      });
    const check = async (): Promise<void> => {
      const unheard = again;
      again = [];
      for (let at = 0; at < unheard.length; at += EACH) await kept.keep(unheard.slice(at, at + EACH));
      acknowledged.push(...unheard.map(({ spanId = '' }) => spanId));
      const { spans } = await kept.stats();
      expectSame(spans, acknowledged.length, 'there are as many spans as were acknowledged');
      expectEachOnce(await kept.spansOf(traceId), acknowledged, 'every span that was acknowledged is there once');
      report.figure('spans', acknowledged.length);
    };
    await repeatKills(node, { cycles: CYCLES, random, report, signal, tree: false }, { load, check });
  },
});
