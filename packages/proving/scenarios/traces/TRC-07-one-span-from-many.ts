import { randomBytes } from 'node:crypto';
import { setUpInstance } from '../../src/identity/instance.ts';
import { times } from '../../src/load.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { keptSpansOf } from '../../src/traces/kept-spans.ts';
import { aSpan, type SentSpan } from '../../src/traces/otlp-span.ts';

interface Detail {
  readonly name: string;
  readonly duration_ns: number | null;
  readonly differing_resends: number;
}

const SENDERS = 5;

export default scenario({
  id: 'TRC-07',
  kind: 'concurrency',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'A span that is sent several times is kept once, also after a restart: the first one counts, what differs is counted and shown, and an open span is completed by its end.',
  async run({ lab }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const kept = keptSpansOf(await first.key(['traces:write', 'traces:read']));
    const traceId = randomBytes(16).toString('hex');
    const once = aSpan('sent by five', { traceId });
    const open = aSpan('begun', { traceId });
    const { endTimeUnixNano: _end, ...begun } = open;
    const detail = ({ spanId = '' }: SentSpan): Promise<Detail> =>
      kept.read(`/api/v1/traces/${traceId}/spans/${spanId}`);
    const look = async (): Promise<unknown[]> => {
      const { spans } = await kept.stats();
      const [same, other] = [await detail(once), await detail(open)];
      return [spans, same.name, same.differing_resends, other.duration_ns];
    };

    await times(SENDERS, () => kept.keep([once]));
    await kept.keep([begun]);
    expectSame(await look(), [2, 'sent by five', 0, null], 'the same from five senders is one span');

    await kept.keep([{ ...once, name: 'sent with another name' }]);
    expectSame(await look(), [2, 'sent by five', 1, null], 'the first one counts, and another content is counted');

    await kept.keep([open]);
    expectSame(await look(), [2, 'sent by five', 1, 5_000_000], 'an end completes a span that was open');

    await kept.keep([begun]);
    expectSame(await look(), [2, 'sent by five', 1, 5_000_000], 'a beginning that comes late opens nothing again');

    await node.stop();
    await node.start();
    await kept.keep([once]);
    await kept.keep([open]);
    expectSame(await look(), [2, 'sent by five', 1, 5_000_000], 'it is so after a restart');
  },
});
