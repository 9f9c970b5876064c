import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startGroundPostgres } from '../../packages/server/test/ground/postgres.ts';
import { openMany, openOne, say } from './crowd.ts';

const COUNT = Number(process.argv[2] ?? 10_000);
const WARM = 500;
const SPARE = 500;
const BAR_BYTES = 20_000;
const DEAF_BAR_BYTES = 32 * 1024 * 1024;
const DEAF_SECONDS = 10;

interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
}

const filesAllowed = async (): Promise<number> => {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  return Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY);
};
const allowed = await filesAllowed();
if (allowed < COUNT + SPARE) {
  process.stderr.write(
    `This process may open ${allowed} files and needs ${COUNT + SPARE}: raise the hard limit (ulimit -Hn), or ask for fewer sockets.\n`,
  );
  process.exit(1);
}

const weigh = async (child: ChildProcess): Promise<Memory> => {
  child.send('weigh');
  const [memory] = (await once(child, 'message')) as [Memory];
  return memory;
};

const { postgres, stop } = await startGroundPostgres();
const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
const child = fork(fileURLToPath(new URL('../../packages/server/test/probe/crowd.ts', import.meta.url)), ['start'], {
  execArgv: ['--expose-gc'],
  env: {
    PATH: process.env['PATH'] ?? '',
    HOLDFAST_DATA: folder,
    HOLDFAST_HTTP_PORT: '0',
    HOLDFAST_DATABASE_URL: postgres.appUrl,
    HOLDFAST_LOG_LEVEL: 'warn',
  },
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
const [{ url }] = (await once(child, 'message')) as [{ url: string }];

for (const socket of await openMany(new URL(url), WARM)) socket.destroy();
await pause(1000);
const before = await weigh(child);
const since = performance.now();
const sockets = await openMany(new URL(url), COUNT);
const seconds = (performance.now() - since) / 1000;
await pause(1000);
const after = await weigh(child);
const each = (pick: (memory: Memory) => number): number => Math.round((pick(after) - pick(before)) / COUNT);
const resident = each(({ rss }) => rss);
process.stdout.write(
  `${COUNT} idle sockets: ${resident} bytes each resident (heap ${each(({ heapUsed }) => heapUsed)}, external ${each(({ external }) => external)}); bar ${BAR_BYTES}; opened at ${Math.round(COUNT / seconds)}/s\n`,
);

const deaf = await openOne(new URL(url), randomUUID());
deaf.pause();
say(deaf, { type: 'count', to: 1_000_000, bytes: 20_000 });
let most = 0;
for (let second = 0; second < DEAF_SECONDS; second += 1) {
  await pause(1000);
  most = Math.max(most, (await weigh(child)).rss - after.rss);
}
process.stdout.write(
  `one reader that never reads, 20 GB to be said to it: at most ${(most / 1024 / 1024).toFixed(1)} MiB more in ${DEAF_SECONDS} s; bar ${DEAF_BAR_BYTES / 1024 / 1024}\n`,
);

for (const socket of [...sockets, deaf]) socket.destroy();
child.kill('SIGTERM');
await once(child, 'exit');
await stop();
await rm(folder, { recursive: true, force: true });
process.exitCode = resident < BAR_BYTES && most < DEAF_BAR_BYTES ? 0 : 1;
