import { randomUUID } from 'node:crypto';
import type { Lab } from '../../src/lab/lab.ts';
import type { Node } from '../../src/lab/node.ts';
import { until } from '../../src/lab/wait.ts';
import { times } from '../../src/load.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { enqueue, seeDeadLetters, seeEffects, seeQueue } from '../../src/probe/work.ts';
import { openWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const WORKERS = 8;
const OTHERS = 10_000;
/** Each kills its worker until it is isolated: 51 times SIGKILL in all. */
const KILLERS = 17;
const LOSSES = 3;
/** Of each worker; the database takes 100. */
const CONNECTIONS = '8';

interface Keeper {
  readonly kills: () => number;
  stop(): Promise<void>;
}

/** What a supervisor does: whoever has died is started again. */
const keepRunning = (nodes: readonly Node[]): Keeper => {
  let kills = 0;
  let isOver = false;
  const over = Promise.withResolvers<void>();
  const keep = async (node: Node): Promise<void> => {
    while (!isOver) {
      await Promise.race([node.exited(), over.promise]);
      if (isOver) return;
      kills += 1;
      await node.start();
    }
  };
  const all = Promise.all(nodes.map(keep));
  // it is awaited in stop(); until then a failure must not end the process
  all.catch(() => undefined);
  return {
    kills: () => kills,
    async stop() {
      isOver = true;
      over.resolve();
      await all;
    },
  };
};

/** All of them run jobs; one of them is asked, when it is there. */
const startWorkers = async (lab: Lab): Promise<{ asked: Node; workers: Node[] }> => {
  const wish = { database: await lab.database(), environment: { HOLDFAST_DATABASE_CONNECTIONS: CONNECTIONS } };
  const [asked, ...workers] = await times(WORKERS, () => lab.node(wish));
  if (asked === undefined) throw new Error('nobody can be asked');
  return { asked, workers: [asked, ...workers] };
};

export default scenario({
  id: 'OPS-10',
  kind: 'recovery',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'Jobs that kill their worker every time are given up after three losses each, and everybody else\u2019s are done, once each.',
  async run({ lab, report, signal }) {
    const { asked, workers } = await startWorkers(lab);
    const keeper = keepRunning(workers);
    const workspace = openWorkspace(asked, randomUUID());
    const since = performance.now();
    await enqueue(workspace, { do: 'effect' }, OTHERS);
    const killers = new Set(await enqueue(workspace, { do: 'kill' }, KILLERS));
    await until('all jobs to end', { seconds: 600, everyMs: 500, signal }, async () => {
      const seen = await seeQueue(asked, workspace).catch(() => undefined);
      return seen !== undefined && seen.waiting + seen.delayed + seen.running === 0;
    });
    report.figure('time until all had ended', (performance.now() - since) / 1000, 's');
    await until('every worker to run', { seconds: 60, signal }, () => workers.every((node) => node.isRunning()));
    await keeper.stop();
    report.figure('SIGKILLs', keeper.kills());

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
