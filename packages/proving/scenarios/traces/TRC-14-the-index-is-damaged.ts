import { randomBytes } from 'node:crypto';
import { existsSync, openSync, closeSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { seeReadiness } from '../../src/health.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { cutShort, damage, type Damage } from '../../src/lab/damage.ts';
import { until } from '../../src/lab/wait.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { expectEachOnce, keptSpansOf } from '../../src/traces/kept-spans.ts';
import { aSpan } from '../../src/traces/otlp-span.ts';

const EACH = 500;

const overwritten =
  (share: number, length: number, byte: number): Damage =>
  (file) => {
    const { size } = statSync(file);
    const at = Math.floor(Math.max(0, size - length) * share);
    const open = openSync(file, 'r+');
    try {
      writeSync(open, Buffer.alloc(Math.min(length, size), byte), 0, Math.min(length, size), at);
    } finally {
      closeSync(open);
    }
    return `wrote ${length} bytes at ${at} of ${file}`;
  };

const INDEX = 'spans.duckdb';
const HARMS: Readonly<Record<string, readonly [file: string, how: Damage]>> = {
  'its header is damaged': [INDEX, overwritten(0, 4096, 0xff)],
  'its middle is damaged': [INDEX, overwritten(0.5, 256 * 1024, 0)],
  'it is cut short': [INDEX, cutShort(0.5)],
  'what it writes first ends in zeros': [`${INDEX}.wal`, overwritten(1, 512, 0)],
  'it is no index at all': [INDEX, overwritten(0, 1024 * 1024 * 1024, 0x41)],
};

export default scenario({
  id: 'TRC-14',
  kind: 'recovery',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'critical',
  capSeconds: 600,
  claim:
    'When the index of spans is damaged, Holdfast says which file, builds it anew from what was received without losing a span, and everything else runs meanwhile.',
  async run({ lab, report, signal }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const key = await first.key(['traces:write', 'traces:read']);
    const kept = keptSpansOf(key);
    const traceId = randomBytes(16).toString('hex');
    const sent: string[] = [];
    const send = async (): Promise<void> => {
      const spans = Array.from({ length: EACH }, (_nothing, index) => aSpan(`span ${index}`, { traceId }));
      await kept.keep(spans);
      sent.push(...spans.map(({ spanId = '' }) => spanId));
    };
    let longest = 0;
    for (const [what, [name, how]] of Object.entries(HARMS)) {
      await send();
      await kept.stats();
      const file = join(node.dataFolder, 'spans', name);
      // killed, what was written last stands in the index's own log; stopped, it is in the index
      await (name === INDEX ? node.stop() : node.kill({ tree: false }));
      if (!existsSync(file)) throw new Error(`there is no ${file} to damage`);
      damage(node, file, how);
      await node.start();
      const since = performance.now();
      expectAnswer(await key.ask('GET', '/readyz'), 200);
      // spans are received from the first moment on
      await send();
      await until(`the index to be whole after ${what}`, { seconds: 60, everyMs: 100, signal }, async () => {
        const { parts } = await seeReadiness(node, 200);
        if (parts['spans']?.status !== 'ok') return false;
        const stats = await key.ask('GET', '/api/v1/traces/stats?wait_seconds=30');
        if (stats.status !== 200) return false;
        const listed = await key.ask('GET', `/api/v1/traces/${traceId}/spans?limit=5000`);
        return listed.status === 200;
      });
      longest = Math.max(longest, performance.now() - since);
      expectEachOnce(await kept.spansOf(traceId), sent, `${what}: every span that was acknowledged is there once`);
    }
    const { spans } = await kept.stats();
    expectSame(spans, sent.length, 'all are counted');
    const told = node.logs.entries.filter(({ event }) => event === 'spans_set_aside');
    expectThat(told.length > 0, 'the log says where the damaged file lies');
    report.figure('kinds of damage', Object.keys(HARMS).length);
    report.figure('longest until whole', longest / 1000, 's');
  },
});
