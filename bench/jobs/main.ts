import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startGroundPostgres } from '../../packages/server/test/ground/postgres.ts';
import { median } from '../lib/load.ts';
import type { Order } from './contestant.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
const JOBS = Number(process.argv[3] ?? 20_000);
const FINISHED = 1_000_000;
const LATENCY = { jobs: 1000, perSecond: 100 };

const startChild = async (file: string, args: string[]): Promise<ChildProcess> => {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
};

interface Throughput {
  readonly perSecond: number;
  /** What the worker's process and those of the database had of the processor, for each job: it says more than seconds where others work beside. */
  readonly workerUs: number;
  readonly databaseUs: number;
  readonly left: number;
}

const { postgres, stop } = await startGroundPostgres();
const { appUrl, ownerUrl } = postgres;

const askFor = async <Result>(child: ChildProcess, order: Omit<Order, 'databasePid'>): Promise<Result> => {
  child.send({ ...order, databasePid: postgres.pid });
  const [result] = (await once(child, 'message')) as [Result];
  return result;
};

const contestants = {
  ours: await startChild('ours.ts', [appUrl, ownerUrl]),
  full: await startChild('ours.ts', [appUrl, ownerUrl, String(FINISHED)]),
  graphile: await startChild('graphile.ts', [ownerUrl]),
};
type Name = keyof typeof contestants;
const names = Object.keys(contestants) as Name[];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const results: Record<Name, Throughput[]> = { ours: [], full: [], graphile: [] };
await askFor(contestants.ours, { jobs: 1000 });
await askFor(contestants.graphile, { jobs: 1000 });
for (let round = 0; round < ROUNDS; round += 1)
  for (const name of names) results[name].push(await askFor<Throughput>(contestants[name], { jobs: JOBS }));

const labels: Readonly<Record<Name, string>> = {
  ours: 'ours',
  full: 'ours, 1 M finished jobs',
  graphile: 'graphile-worker, tuned',
};
for (const name of names) {
  const perSecond = results[name].map((result) => result.perSecond);
  const [worker, database] = [results[name].map((one) => one.workerUs), results[name].map((one) => one.databaseUs)];
  const left = results[name].reduce((sum, result) => sum + result.left, 0);
  say(
    `${labels[name].padEnd(24)} ${median(perSecond).toFixed(0).padStart(6)} jobs/s  (${perSecond.map((one) => one.toFixed(0)).join(' ')})  worker ${median(worker).toFixed(0)} us, database ${median(database).toFixed(0)} us a job  left ${left}`,
  );
}
const ratio = (name: Name): string =>
  median(
    results[name].map(({ perSecond }, index) => perSecond / (results.graphile[index]?.perSecond ?? Number.NaN)),
  ).toFixed(2);
say(
  `ours / graphile-worker ${ratio('ours')}   with 1 M finished jobs ${ratio('full')}   (median of ${ROUNDS} rounds, ${JOBS} no-op jobs)`,
);

const quick = await startChild('graphile.ts', [ownerUrl, 'quick']);
for (const [label, child] of [
  ['ours', contestants.ours],
  ['graphile-worker', quick],
] as const) {
  const rounds: { p50: number; p99: number }[] = [];
  for (let round = 0; round < 3; round += 1) rounds.push(await askFor(child, LATENCY));
  const of = (pick: (one: { p50: number; p99: number }) => number): string => median(rounds.map(pick)).toFixed(1);
  say(
    `${label.padEnd(24)} from enqueue to handler at 100/s: p50 ${of(({ p50 }) => p50)} ms, p99 ${of(({ p99 }) => p99)} ms`,
  );
}

for (const child of [...Object.values(contestants), quick]) {
  child.disconnect();
  await once(child, 'exit');
}
await stop();
