import { randomUUID } from 'node:crypto';
import { keepRunning } from '../../src/lab/keep-running.ts';
import { until } from '../../src/lab/wait.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { enqueue, seeDeadLetters, seeEffects, seeQueue } from '../../src/probe/work.ts';
import { startWorkers } from '../../src/probe/workers.ts';
import { openWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const WORKERS = 8;
const OTHERS = 10_000;
/** Each kills its worker until it is given up. At first several have one worker: then one SIGKILL is a loss of each. */
const KILLERS = 17;
const LOSSES = 3;

export default scenario({
  id: 'OPS-10',
  kind: 'recovery',
  tier: 'nightly',
  needs: ['lab', 'database', 'redis'],
  weight: 'critical',
  claim:
    'Jobs that kill their worker every time are given up after three losses each, and everybody else\u2019s are done, once each.',
  async run({ lab, report, signal }) {
    const workers = await startWorkers(lab, WORKERS);
    const [asked] = workers;
    const keeper = keepRunning(workers);
    const workspace = openWorkspace(asked, randomUUID());
    const since = performance.now();
    await enqueue(workspace, { do: 'effect' }, OTHERS);
    const killers = new Set(await enqueue(workspace, { do: 'kill' }, KILLERS));
    await until('all jobs to end', { seconds: 600, everyMs: 500, signal }, async () => {
      keeper.deaths();
      const seen = await seeQueue(asked, workspace).catch(() => undefined);
      return seen !== undefined && seen.waiting + seen.delayed + seen.running === 0;
    });
    report.figure('time until all had ended', (performance.now() - since) / 1000, 's');
    await until('every worker to run', { seconds: 60, signal }, () => {
      keeper.deaths();
      return workers.every((node) => node.isRunning());
    });
    await keeper.stop();
    report.figure('SIGKILLs', keeper.deaths());

    const { jobs, repeated } = await seeEffects(workspace);
    expectSame({ jobs, repeated }, { jobs: OTHERS, repeated: 0 }, 'every other job had its effect, once');
    const dead = await seeDeadLetters(asked, workspace);
    expectSame(new Set(dead.map(({ id }) => id)).size, KILLERS, 'as many dead letters as jobs that kill');
    expectThat(
      dead.every(({ id, losses }) => killers.has(id) && losses === LOSSES),
      'nobody but the jobs that kill was given up, each after three losses',
      { losses: dead.map(({ losses }) => losses) },
    );
  },
});
