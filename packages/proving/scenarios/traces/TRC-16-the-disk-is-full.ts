import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setUpInstance } from '../../src/identity/instance.ts';
import { until } from '../../src/lab/wait.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { expectEachOnce, keptSpansOf } from '../../src/traces/kept-spans.ts';
import { aSpan } from '../../src/traces/otlp-span.ts';

const EACH = 200;
const ROUNDS = 40;

export default scenario({
  id: 'TRC-16',
  kind: 'recovery',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'critical',
  capSeconds: 300,
  claim:
    'While the disk is full senders of spans are told to try again, nothing that was acknowledged is lost, and as soon as there is room all goes on.',
  async run({ lab, report, signal }) {
    const disk = await lab.smallDisk(96);
    const node = await lab.node({
      entry: 'product',
      database: await lab.database(),
      dataFolder: join(disk.folder, 'data'),
    });
    const { first } = await setUpInstance(node);
    const key = await first.key(['traces:write', 'traces:read']);
    const kept = keptSpansOf(key);
    const traceId = randomBytes(16).toString('hex');
    const acknowledged: string[] = [];
    let refused = 0;
    const send = async (): Promise<number> => {
      const filler = [{ key: 'filler', value: { stringValue: randomBytes(200).toString('hex') } }];
      const spans = Array.from({ length: EACH }, (_nothing, index) =>
        aSpan(`span ${index}`, { traceId, attributes: filler }),
      );
      const { status } = await kept.send(spans);
      if (status === 200) acknowledged.push(...spans.map(({ spanId = '' }) => spanId));
      else refused += 1;
      return status;
    };
    for (let round = 0; round < 5; round += 1) await send();
    await kept.stats();
    disk.fill(512 * 1024);
    const told = new Set<number>();
    for (let round = 0; round < ROUNDS; round += 1) told.add(await send());
    disk.fill();
    for (let round = 0; round < 5; round += 1) told.add(await send());
    expectSame(
      [...told].filter((status) => status !== 200),
      [503],
      'a sender is told to try again, and nothing else',
    );
    expectThat(refused > 0, 'a full disk refuses spans');
    expectAnswer(await key.ask('GET', '/livez'), 200);
    disk.relieve();
    const since = performance.now();
    await until('spans to be taken again', { seconds: 60, everyMs: 100, signal }, async () => (await send()) === 200);
    const takenAfter = performance.now() - since;
    await until('every acknowledged span to be found', { seconds: 120, everyMs: 500, signal }, async () => {
      const stats = await key.ask('GET', '/api/v1/traces/stats?wait_seconds=20');
      return stats.status === 200 && (stats.body as { spans: number }).spans >= acknowledged.length;
    });
    expectEachOnce(
      await kept.spansOf(traceId),
      acknowledged,
      'what was acknowledged is there once, what was refused is not',
    );
    report.figure('requests refused', refused);
    report.figure('until spans were taken again', takenAfter / 1000, 's');
  },
});
