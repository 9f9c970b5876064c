import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeAlone } from '../../../packages/server/test/ground/decode-alone.ts';
import type { Finding } from '../finding.ts';
import { startGenerator } from '../generator/start-generator.ts';
import { createBatches } from '../payload/batch.ts';
import { usual } from '../payloads.ts';

const MS = 4000;

/** What this machine can do at most, each alone: nothing that is built on it is faster. */
export const limits = async (seed: number): Promise<Finding[]> => {
  const payload = usual(seed);
  const batches = createBatches(payload);
  const request = batches.of(0, BigInt(Date.now()) * 1_000_000n);
  return [
    await fdatasyncs('write and fdatasync of 4 KB', request.subarray(0, 4096), 'times/s', 1),
    await fdatasyncs('write and fdatasync of a request of 1,000 spans', request, 'spans/s', payload.spansPerBatch),
    decoding(request),
    await loopback(seed),
  ];
};

const fdatasyncs = async (what: string, bytes: Buffer, unit: string, each: number): Promise<Finding> => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
  const file = await open(join(folder, 'written'), 'w');
  const since = performance.now();
  let times = 0;
  for (; performance.now() - since < MS; times += 1) {
    await file.write(bytes);
    await file.datasync();
  }
  const seconds = (performance.now() - since) / 1000;
  await file.close();
  await rm(folder, { recursive: true });
  return { what, figure: (times * each) / seconds, unit, note: `${((seconds * 1000) / times).toFixed(2)} ms each` };
};

/** One thread that only decodes: from the bytes of a request to the rows of its spans. */
const decoding = (request: Buffer): Finding => {
  const until = (end: number): number => {
    let spans = 0;
    while (performance.now() < end) spans += decodeAlone(request);
    return spans;
  };
  until(performance.now() + 1000);
  const [since, cpu] = [performance.now(), process.cpuUsage()];
  const spans = until(since + MS);
  const seconds = (performance.now() - since) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    what: 'decoded only, one thread',
    figure: spans / seconds,
    unit: 'spans/s',
    note: `${((user + system) / spans).toFixed(1)} us of processor a span`,
  };
};

/** The same generator against a server that reads and answers 200, and does nothing else. */
const loopback = async (seed: number): Promise<Finding> => {
  const child = fork(fileURLToPath(new URL('../bare-server.ts', import.meta.url)), {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [url] = (await once(child, 'message')) as [string];
  const generator = await startGenerator();
  const order = { payload: usual(seed), target: { url, headers: {} } };
  await generator.make(order);
  const sent = await generator.send({ ...order, first: 0, connections: 8, seconds: MS / 1000 });
  await generator.stop();
  child.disconnect();
  return { what: 'sent over loopback to a server that only reads', figure: sent.spansPerSecond, unit: 'spans/s' };
};
