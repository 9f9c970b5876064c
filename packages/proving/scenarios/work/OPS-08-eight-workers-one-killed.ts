import { randomUUID } from 'node:crypto';
import type { Node } from '../../src/lab/node.ts';
import { pass, until } from '../../src/lab/wait.ts';
import { together } from '../../src/load.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import {
  enqueue,
  isHeldBy,
  seeEffects,
  seeJob,
  seeQueue,
  type EffectCounts,
  type QueueCounts,
} from '../../src/probe/work.ts';
import { startWorkers } from '../../src/probe/workers.ts';
import { openWorkspace, type ProbeWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const WORKERS = 8;
/** Eight processes need more of a machine than other proofs of this tier. */
const CAP_SECONDS = 300;
const END_SECONDS = 200;
const HELD_MS = 600_000;
const WORKSPACES = 4;
/** Slow ones first, so that whoever is killed has some of them. */
const SLOW = 40;
const SLOW_MS = 500;
const FAILING = 60;
const QUICK = 2400;
/** What a worker that wakes needs to find out that its jobs are gone. */
const AWAKE_MS = 3000;

const fill = async (workspace: ProbeWorkspace): Promise<number> => {
  const ids = [
    ...(await enqueue(workspace, { do: 'wait', milliseconds: SLOW_MS }, SLOW)),
    ...(await enqueue(workspace, { do: 'fail', times: 2 }, FAILING)),
    ...(await enqueue(workspace, { do: 'effect' }, QUICK)),
  ];
  return ids.length;
};

const sumOf = <Counted>(of: readonly Counted[], pick: (one: Counted) => number): number =>
  of.reduce((sum, one) => sum + pick(one), 0);

const seeQueues = (node: Node, workspaces: readonly ProbeWorkspace[]): Promise<QueueCounts[]> =>
  together(workspaces.map((workspace) => () => seeQueue(node, workspace)));

const seeAllEffects = (workspaces: readonly ProbeWorkspace[]): Promise<EffectCounts[]> =>
  together(workspaces.map((workspace) => () => seeEffects(workspace)));

/** Kills the worker that holds a job; how many seconds until another runs it. */
const timeRescue = async (workers: readonly Node[], signal: AbortSignal): Promise<number> => {
  const running = workers.filter((node) => node.isRunning());
  const [first] = running;
  if (first === undefined) throw new Error('no worker is left');
  const id = randomUUID();
  const [job = ''] = await enqueue(openWorkspace(first, id), { do: 'wait', milliseconds: HELD_MS }, 1);
  const holder = await until('a worker to hold the job', { seconds: 30, signal }, async () => {
    const seen = await seeJob(first, openWorkspace(first, id), job);
    return running.find((node) => isHeldBy(seen, node));
  });
  const witness = running.find((node) => node !== holder) ?? first;
  await holder.kill();
  const since = performance.now();
  await until('another worker to run the job', { seconds: 60, everyMs: 50, signal }, async () => {
    const seen = await seeJob(witness, openWorkspace(witness, id), job);
    return running.some((node) => node !== holder && isHeldBy(seen, node));
  });
  return (performance.now() - since) / 1000;
};

export default scenario({
  id: 'OPS-08',
  kind: 'concurrency',
  tier: 'pr',
  needs: ['lab', 'database', 'redis'],
  weight: 'critical',
  claim:
    'Eight workers do 10,000 jobs while one is killed and one is stopped and wakes: each is done, and its effect is there once. A killed worker\u2019s job runs again within 15 s.',
  capSeconds: CAP_SECONDS,
  async run({ lab, report, signal }) {
    const startedAt = performance.now();
    const workers = await startWorkers(lab, WORKERS);
    report.figure('time until eight workers were ready', (performance.now() - startedAt) / 1000, 's');
    const [first, killed, stopped] = workers;
    if (killed === undefined || stopped === undefined) throw new Error('there are too few workers');
    const workspaces = Array.from({ length: WORKSPACES }, () => openWorkspace(first, randomUUID()));

    const since = performance.now();
    const acknowledged = sumOf(await together(workspaces.map((workspace) => () => fill(workspace))), (count) => count);
    report.figure('jobs', acknowledged);
    await until('work to be under way', { seconds: 30, signal }, async () => {
      return sumOf(await seeQueues(first, workspaces), ({ running }) => running) > 0;
    });
    await killed.kill();
    stopped.pause();

    await until('all jobs to end', { seconds: END_SECONDS, everyMs: 200, signal }, async () => {
      const queues = await seeQueues(first, workspaces);
      return sumOf(queues, ({ waiting, delayed, running }) => waiting + delayed + running) === 0;
    });
    report.figure('time until all were done', (performance.now() - since) / 1000, 's');
    stopped.resume();
    await pass(AWAKE_MS);

    const effects = await seeAllEffects(workspaces);
    const dead = sumOf(await seeQueues(first, workspaces), (queue) => queue.dead);
    const told = {
      jobs: sumOf(effects, ({ jobs }) => jobs),
      repeated: sumOf(effects, ({ repeated }) => repeated),
      dead,
    };
    expectSame(told, { jobs: acknowledged, repeated: 0, dead: 0 }, 'every acknowledged job had its effect, once');
    report.figure('a killed worker\u2019s job runs again after', await timeRescue(workers, signal), 's');
  },
});
