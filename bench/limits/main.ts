import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { redisProgram, startRedisServer } from '../../packages/server/test/ground/redis-server.ts';
import { startGroundPostgres } from '../../packages/server/test/ground/postgres.ts';
import { applyLoad, median, type LoadResult } from '../lib/load.ts';

const ROUNDS = Number(process.argv[2] ?? 9);
const MILLISECONDS = Number(process.argv[3] ?? 3000);
const CONNECTIONS = 16;
const TICKS_A_SECOND = 100;
const PROBE = fileURLToPath(new URL('../../packages/server/test/probe/main.ts', import.meta.url));

if (redisProgram === undefined) {
  process.stdout.write('Not run: needs redis-server or valkey-server, which is not installed here.\n');
  process.exit(0);
}

const redis = await startRedisServer();
const { postgres, stop } = await startGroundPostgres();
const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));

/** Nodes of one instance share everything but what they count. */
const startNode = async (name: string, limit: string): Promise<{ child: ChildProcess; url: string }> => {
  const child = fork(PROBE, ['start'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOLDFAST_DATA: join(folder, name),
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_DATABASE_URL: postgres.appUrl,
      HOLDFAST_REDIS_URL: redis.url.href,
      HOLDFAST_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
      // the embedded PostgreSQL has room for four times so many
      HOLDFAST_DATABASE_CONNECTIONS: '12',
      HOLDFAST_LIMIT_MEMBER: limit,
      HOLDFAST_LIMIT_WORKSPACE: limit,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return { child, url: message.url };
};

const KINDS = ['uncounted', 'counted'] as const;
type Kind = (typeof KINDS)[number];
const LIMITS: Readonly<Record<Kind, string>> = { uncounted: '0', counted: '100000000' };
// two of each, in an order that favours neither: of nodes that do the same the first costs a sixth less
const ORDER: readonly Kind[] = ['uncounted', 'counted', 'counted', 'uncounted'];
const nodes: { readonly kind: Kind; readonly child: ChildProcess; readonly url: string }[] = [];
for (const [index, kind] of ORDER.entries()) nodes.push({ kind, ...(await startNode(`node-${index}`, LIMITS[kind])) });
type Measuring = (typeof nodes)[number];

const workspace = randomUUID();
const authorization = `Bearer probe.analyst.${workspace}.${randomUUID()}`;
const created = await fetch(new URL('/api/v1/probe/notes', nodes[0]?.url), {
  method: 'POST',
  headers: { authorization, 'content-type': 'application/json' },
  body: JSON.stringify({ title: 'measured', body: 'x'.repeat(200) }),
});
const { id } = (await created.json()) as { id: string };

/** What the kernel has counted for a process, in seconds. */
const cpuSecondsOf = ({ pid }: ChildProcess): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
};

interface Measured extends LoadResult {
  readonly cpuMicroseconds: number;
}

const measure = async ({ url, child }: Measuring, milliseconds: number): Promise<Measured> => {
  const before = cpuSecondsOf(child);
  const to = { url: new URL(`/api/v1/probe/notes/${id}`, url), headers: { authorization } };
  const result = await applyLoad({ ...to, connections: CONNECTIONS, milliseconds });
  return { ...result, cpuMicroseconds: ((cpuSecondsOf(child) - before) / result.requests) * 1e6 };
};

for (const node of nodes) await measure(node, 2000);
const results: Record<Kind, Measured[]> = { uncounted: [], counted: [] };
for (let round = 0; round < ROUNDS; round += 1)
  for (const node of nodes) results[node.kind].push(await measure(node, MILLISECONDS));

type Pick = (result: Measured) => number;
const of = (kind: Kind, pick: Pick): number => median(results[kind].map(pick));
for (const kind of KINDS) {
  const failures = results[kind].reduce((sum, result) => sum + result.failures, 0);
  process.stdout.write(
    `${kind.padEnd(10)} ${of(kind, (r) => r.perSecond).toFixed(0)}/s  p50 ${of(kind, (r) => r.p50).toFixed(1)} ms  p99 ${of(kind, (r) => r.p99).toFixed(1)} ms  ${of(kind, (r) => r.cpuMicroseconds).toFixed(0)} us of CPU a request  failures ${failures}\n`,
  );
}
/** The two of each kind together, round by round. */
const ratio = (pick: Pick): string => {
  const sumOf = (kind: Kind, round: number): number =>
    results[kind].slice(2 * round, 2 * round + 2).reduce((sum, result) => sum + pick(result), 0);
  const ratios = Array.from(
    { length: ROUNDS },
    (_nothing, round) => sumOf('counted', round) / sumOf('uncounted', round),
  );
  return median(ratios).toFixed(2);
};
process.stdout.write(
  `counted / uncounted: requests ${ratio((r) => r.perSecond)}, CPU of the node ${ratio((r) => r.cpuMicroseconds)} (median of ${ROUNDS} rounds of ${MILLISECONDS} ms, ${CONNECTIONS} connections)\n`,
);

for (const { child } of nodes) {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
await stop();
await redis.remove();
await rm(folder, { recursive: true, force: true });
