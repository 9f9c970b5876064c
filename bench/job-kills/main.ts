import { randomUUID } from 'node:crypto';
import { keepRunning } from '../../packages/proving/src/lab/keep-running.ts';
import { createLab, createSharedLab } from '../../packages/proving/src/lab/lab.ts';
import type { Node } from '../../packages/proving/src/lab/node.ts';
import { ENTRIES } from '../../packages/proving/src/lab/repository.ts';
import { pass, until } from '../../packages/proving/src/lab/wait.ts';
import { findRedisProgram } from '../../packages/proving/src/lab/redis.ts';
import { enqueue, redriveQueue, seeEffects, seeQueue } from '../../packages/proving/src/probe/work.ts';
import { startWorkers } from '../../packages/proving/src/probe/workers.ts';
import { openWorkspace, type ProbeWorkspace } from '../../packages/proving/src/probe/workspace.ts';
import { createRandom } from '../../packages/proving/src/run/random.ts';

const KILLS = Number(process.argv[2] ?? 50);
const JOBS = Number(process.argv[3] ?? 10_000);
const SEED = Number(process.argv[4] ?? Date.now() % 1_000_000);
const WORKERS = 8;
const SLOW_MS = 100;
const CAP_SECONDS = 1800;
const END_SECONDS = 600;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (findRedisProgram() === undefined) {
  say('Not run: needs redis-server or valkey-server, which is not installed here.');
  process.exit(0);
}

const random = createRandom(SEED);
const signal = AbortSignal.timeout(CAP_SECONDS * 1000);
const shared = createSharedLab(ENTRIES, {});
const lab = createLab(shared, signal, 'disk');
process.once('exit', () => shared.close());

const fill = async (workspace: ProbeWorkspace, count: number): Promise<number> => {
  const slow = Math.ceil(count / 10);
  await enqueue(workspace, { do: 'wait', milliseconds: SLOW_MS }, slow);
  await enqueue(workspace, { do: 'effect' }, count - slow);
  return count;
};

const untilEnded = (asked: Node, workspace: ProbeWorkspace): Promise<unknown> =>
  until('all jobs to end', { seconds: END_SECONDS, everyMs: 500, signal }, async () => {
    const { waiting, delayed, running } = await seeQueue(asked, workspace);
    return waiting + delayed + running === 0;
  });

/** One of them is asked, and stays; the others are killed while they work, and started again. */
const run = async (): Promise<boolean> => {
  const [asked, ...others] = await startWorkers(lab, WORKERS);
  const workspace = openWorkspace(asked, randomUUID());
  const keeper = keepRunning(others);
  const since = performance.now();
  let acknowledged = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const jobs = Math.round((JOBS * kill) / KILLS) - acknowledged;
    acknowledged += await fill(workspace, jobs);
    await pass(random.between(50, 400));
    const victim = await until('a worker to kill', { seconds: 60, signal }, () => {
      keeper.deaths();
      const living = others.filter((node) => node.isRunning());
      return living.length > 0 && random.pick(living);
    });
    victim.signal('SIGKILL');
    await until('the worker to be dead', { seconds: 10, signal }, () => keeper.deaths() >= kill);
    if (kill % 10 === 0) say(`kill ${kill}: ${acknowledged} acknowledged`);
  }
  await untilEnded(asked, workspace);
  // who lost three workers was given up, as promised: killed from outside it deserves another chance
  const { redriven } = await redriveQueue(asked, workspace);
  await untilEnded(asked, workspace);
  const seconds = Math.round((performance.now() - since) / 1000);
  await keeper.stop();
  const { jobs, repeated } = await seeEffects(workspace);
  const { dead } = await seeQueue(asked, workspace);
  say(
    `${KILLS} SIGKILLs, seed ${SEED}: ${acknowledged} jobs acknowledged, ${acknowledged - jobs} without their effect, ${repeated} with more than one, ${dead} dead letters after ${redriven} were sent again; ${seconds} s`,
  );
  return jobs === acknowledged && repeated === 0 && dead === 0;
};

let held = false;
try {
  held = await run();
} finally {
  await lab.close();
  shared.close();
}
process.exit(held ? 0 : 1);
