import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startGroundPostgres } from '../../packages/server/test/ground/postgres.ts';
import { applyLoad, median, type LoadResult } from '../lib/load.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
const MILLISECONDS = Number(process.argv[3] ?? 4000);
const CONNECTIONS = 16;
const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const startChild = async (
  file: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<{ child: ChildProcess; url: string }> => {
  const child = fork(path(file), args, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return { child, url: message.url };
};

const { postgres, stop } = await startGroundPostgres();
const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
const probe = '../../packages/server/test/probe/main.ts';
const holdfast = await startChild(probe, ['start'], {
  HOLDFAST_DATA: folder,
  HOLDFAST_HTTP_PORT: '0',
  HOLDFAST_DATABASE_URL: postgres.appUrl,
  // counted like any other, and never reached by the one member that asks
  HOLDFAST_LIMIT_MEMBER: '100000000',
  HOLDFAST_LIMIT_WORKSPACE: '100000000',
});
const pipelined = await startChild('bare.ts', [postgres.appUrl, 'pipelined']);
const plain = await startChild('bare.ts', [postgres.appUrl, 'plain']);

const workspace = randomUUID();
const authorization = `Bearer probe.analyst.${workspace}.${randomUUID()}`;
const created = await fetch(new URL('/api/v1/probe/notes', holdfast.url), {
  method: 'POST',
  headers: { authorization, 'content-type': 'application/json' },
  body: JSON.stringify({ title: 'measured', body: 'x'.repeat(200) }),
});
const { id } = (await created.json()) as { id: string };

const targets = {
  holdfast: { url: new URL(`/api/v1/probe/notes/${id}`, holdfast.url), headers: { authorization } },
  pipelined: { url: new URL(`/notes/${id}`, pipelined.url), headers: { 'x-workspace': workspace } },
  plain: { url: new URL(`/notes/${id}`, plain.url), headers: { 'x-workspace': workspace } },
};
type Name = keyof typeof targets;
const names = Object.keys(targets) as Name[];

const measure = (name: Name, milliseconds: number): Promise<LoadResult> =>
  applyLoad({ ...targets[name], connections: CONNECTIONS, milliseconds });
for (const name of names) await measure(name, 2000);

const results: Record<Name, LoadResult[]> = { holdfast: [], pipelined: [], plain: [] };
for (let round = 0; round < ROUNDS; round += 1)
  for (const name of names) results[name].push(await measure(name, MILLISECONDS));

for (const name of names) {
  const of = (pick: (result: LoadResult) => number): string => median(results[name].map(pick)).toFixed(1).padStart(8);
  process.stdout.write(
    `${name.padEnd(10)} ${of((r) => r.perSecond)}/s  p50 ${of((r) => r.p50)} ms  p99 ${of((r) => r.p99)} ms  failures ${results[name].reduce((sum, r) => sum + r.failures, 0)}\n`,
  );
}
const ratioTo = (other: Name): string =>
  median(
    results.holdfast.map((result, index) => result.perSecond / (results[other][index]?.perSecond ?? Number.NaN)),
  ).toFixed(2);
process.stdout.write(
  `holdfast / bare pipelined ${ratioTo('pipelined')}   holdfast / bare plain ${ratioTo('plain')}   (median of ${ROUNDS} rounds, ${CONNECTIONS} connections)\n`,
);

for (const { child } of [holdfast, pipelined, plain]) {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
await stop();
await rm(folder, { recursive: true, force: true });
