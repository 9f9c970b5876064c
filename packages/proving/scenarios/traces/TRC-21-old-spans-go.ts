import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createCaller } from '../../src/identity/caller.ts';
import { startLoad } from '../../src/load.ts';
import { expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { expectEachOnce, keptSpansOf } from '../../src/traces/kept-spans.ts';
import { aSpan, type SentSpan } from '../../src/traces/otlp-span.ts';

const OLD_REQUESTS = 60;
const EACH = 500;
const DAY_MS = 86_400_000;
const KEPT_DAYS = 2;
/** What is old is looked for once a minute. */
const PATIENCE = { seconds: 150, everyMs: 500 };

const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce(
      (sum, { parentPath, name }) => sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );

export default scenario({
  id: 'TRC-21',
  kind: 'integration',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'important',
  capSeconds: 420,
  claim:
    'Spans that are older than they are kept go, the room they took is free again, and meanwhile spans are taken as ever.',
  async run({ lab, report, signal }) {
    const node = await lab.node({
      database: await lab.database(),
      environment: { HOLDFAST_TRACES_KEPT_FOR: String(KEPT_DAYS) },
    });
    const token = `probe.analyst.${randomUUID()}.${randomUUID()}`;
    const kept = keptSpansOf(createCaller(node, { name: 'an analyst', token }));
    const spansFolder = join(node.dataFolder, 'spans');
    const some = (): SentSpan[] => {
      const traceId = randomBytes(16).toString('hex');
      const attributes = [{ key: 'filler', value: { stringValue: randomBytes(150).toString('hex') } }];
      return Array.from({ length: EACH }, (_nothing, index) => aSpan(`span ${index}`, { traceId, attributes }));
    };
    for (let request = 0; request < OLD_REQUESTS; request += 1) await kept.keep(some());
    const { spans: old } = await kept.stats();
    await node.stop();
    await node.start();
    await until(
      'what was received to be sealed',
      { ...PATIENCE, signal },
      () => readdirSync(join(spansFolder, 'sealed')).length > 0,
    );
    const oldFiles = new Set(readdirSync(join(spansFolder, 'sealed')));
    const before = bytesIn(spansFolder);

    await node.shiftClock((KEPT_DAYS + 1) * DAY_MS);
    const young: SentSpan[] = [];
    let slowest = 0;
    const load = startLoad(2, async () => {
      const spans = some().slice(0, 20);
      const since = performance.now();
      await kept.keep(spans);
      slowest = Math.max(slowest, performance.now() - since);
      young.push(...spans);
    });
    await until('the old ones to go', { ...PATIENCE, signal }, async () => {
      const isGone = !readdirSync(join(spansFolder, 'sealed')).some((name) => oldFiles.has(name));
      return isGone && (await kept.stats()).spans < old;
    });
    await load.stop();
    const { spans } = await kept.stats();
    expectThat(spans === young.length, 'what is young is there, and nothing else', { spans, young: young.length });
    const [first] = young;
    const own = young.filter(({ traceId }) => traceId === first?.traceId);
    const seen = await kept.spansOf(first?.traceId ?? '');
    expectEachOnce(
      seen,
      own.map(({ spanId = '' }) => spanId),
      'a young trace is whole',
    );
    const after = bytesIn(spansFolder);
    expectThat(after < before / 2, 'the room that the old ones took is free again', { before, after });
    report.figure('spans that went', old);
    report.figure('bytes before', before, 'B');
    report.figure('bytes after', after, 'B');
    report.figure('longest time to an acknowledgement meanwhile', slowest, 'ms');
  },
});
