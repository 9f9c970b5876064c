import { startDeployment } from '../../src/lab/deployment.ts';
import type { Node } from '../../src/lab/node.ts';
import type { Redis } from '../../src/lab/redis.ts';
import { pass } from '../../src/lab/wait.ts';
import { expectAtMost, expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { expectToldOfRedis, untilRedis } from '../../src/probe/redis-health.ts';
import { expectSessionsKept } from '../../src/oracles/expect-sessions-kept.ts';
import { startSessions, type SessionLoad } from '../../src/probe/sessions.ts';
import { openValues } from '../../src/probe/values.ts';
import { createWorkspace } from '../../src/probe/workspace.ts';
import { scenario, type Reporter } from '../../src/scenario.ts';

const PEOPLE = 16;
const HERE_MS = 300;
const AWAY_MS = 1500;
/** A command's deadline is half a second, and nobody waits for it twice. */
const SLOWEST_MS = 2000;

const SIGNED_OUT = ['signed-out-before', 'signed-out-while-away', 'taken-while-away'];

interface Outage {
  readonly redis: Redis;
  readonly nodes: readonly [Node, Node];
  readonly workspace: string;
}

const expectNobodyComplains = ({ complaints, rounds, slowestMs }: SessionLoad): void => {
  if (rounds() < PEOPLE) throw new Error('hardly anybody used a session, so nothing was tried');
  expectThat(complaints.length === 0, 'everybody finds the session as it was left, whether Redis is there or not', {
    rounds: rounds(),
    complaints: complaints.length,
    examples: complaints.slice(0, 5),
  });
  expectAtMost(slowestMs(), SLOWEST_MS, 'ms', 'nobody waits long for a Redis that is away');
};

/** Nothing is known of Redis yet, and what is written in this time must get there. */
const startWithout = async (redis: Redis, node: Node, workspace: string): Promise<void> => {
  await expectToldOfRedis(node);
  const load = startSessions([node], workspace, PEOPLE);
  await pass(HERE_MS);
  await redis.start();
  await untilRedis(node, 'ok');
  await load.stop();
  expectNobodyComplains(load);
  await expectSessionsKept([node], workspace, load.written);
};

/** Both nodes change sessions of which the other knows. */
const changeWhileAway = async ({ nodes: [first, second], workspace }: Outage): Promise<void> => {
  const [one, other] = [openValues(first, workspace), openValues(second, workspace)];
  await one.set('on-both', 'older');
  await one.set('only-there', 'kept');
  await other.set('on-both', 'newer');
  await other.delete('signed-out-while-away');
  await other.take('taken-while-away');
};

const expectReconciled = async ({ nodes, workspace }: Outage): Promise<void> => {
  for (const node of nodes) {
    const values = openValues(node, workspace);
    expectSame(await values.see('on-both'), 'newer', 'of what was written on both sides the newest wins');
    expectSame(await values.see('only-there'), 'kept', 'what was written on one side is on both');
    for (const key of SIGNED_OUT) expectSame(await values.see(key), null, `${key} does not come back`);
  }
};

const liveThroughOutage = async (
  outage: Outage,
  away: () => Promise<void> | void,
  back: () => Promise<void> | void,
): Promise<{ load: SessionLoad; returnMs: number }> => {
  const { nodes, workspace } = outage;
  const values = openValues(nodes[0], workspace);
  for (const key of [...SIGNED_OUT, 'on-both']) await values.set(key, 'signed in');
  await values.delete('signed-out-before');
  const load = startSessions(nodes, workspace, PEOPLE);
  await pass(HERE_MS);
  await away();
  await Promise.all(nodes.map((node) => untilRedis(node, 'degraded')));
  await expectToldOfRedis(nodes[0]);
  await changeWhileAway(outage);
  await pass(AWAY_MS);
  const backAt = performance.now();
  await back();
  await Promise.all(nodes.map((node) => untilRedis(node, 'ok')));
  const returnMs = performance.now() - backAt;
  await pass(HERE_MS);
  await load.stop();
  expectNobodyComplains(load);
  await expectSessionsKept(nodes, workspace, load.written);
  await expectReconciled(outage);
  return { load, returnMs };
};

const tell = (report: Reporter, what: string, { load, returnMs }: { load: SessionLoad; returnMs: number }): void => {
  report.figure(`uses of a session, Redis ${what}`, load.rounds());
  report.figure(`slowest answer, Redis ${what}`, load.slowestMs(), 'ms');
  report.figure(`time until Redis counts again, ${what}`, returnMs, 'ms');
};

export default scenario({
  id: 'AST-20',
  kind: 'recovery',
  tier: 'pr',
  needs: ['lab', 'database', 'redis'],
  weight: 'critical',
  claim:
    'With Redis down at the start, killed, silent and back, sessions keep working from memory, the newest wins, nobody is logged out and nobody who signed out is back.',
  async run({ lab, report }) {
    const deployment = await startDeployment(lab, 1, { redisRuns: false });
    const { redis } = deployment;
    const first = deployment.members[0]?.node as Node;
    const { id: workspace } = await createWorkspace(first);
    await startWithout(redis, first, workspace);

    const { node: second } = await deployment.add();
    const outage: Outage = { redis, nodes: [first, second], workspace };
    tell(report, 'killed', await liveThroughOutage(outage, redis.kill, redis.start));
    tell(report, 'silent', await liveThroughOutage(outage, redis.pause, redis.resume));
  },
});
