import { randomUUID } from 'node:crypto';
import { blackHole } from '../../src/faults/black-hole.ts';
import { cut } from '../../src/faults/cut.ts';
import type { Fault } from '../../src/faults/fault.ts';
import { latency } from '../../src/faults/latency.ts';
import { isSuccess, type Answer } from '../../src/http.ts';
import { startDeployment, type Member } from '../../src/lab/deployment.ts';
import { pass, until } from '../../src/lab/wait.ts';
import { startLoad } from '../../src/load.ts';
import { expectAcknowledgedReadable } from '../../src/oracles/expect-acknowledged-readable.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectAtMost, expectThat } from '../../src/oracles/expect-that.ts';
import { expectToldOfRedis, seeRedis, untilRedis } from '../../src/probe/redis-health.ts';
import { expectSessionsKept } from '../../src/oracles/expect-sessions-kept.ts';
import { startSessions } from '../../src/probe/sessions.ts';
import { createWorkspace, openWorkspace } from '../../src/probe/workspace.ts';
import { scenario, type Reporter } from '../../src/scenario.ts';

const PEOPLE = 8;
const WRITERS = 4;
const CUT_MS = 4000;
const SLOWEST_MS = 2000;
const HEAL_SECONDS = 20;
/** What a client may be told by a node whose database is away. */
const HONEST = ['database_unavailable', 'outcome_unknown', 'database_busy', 'timed_out', 'idempotency_key_in_progress'];

interface Writing {
  readonly acknowledged: Set<string>;
  readonly liars: string[];
  /** Writes what is still open again, and ends. */
  stop(): Promise<void>;
}

const isHonest = ({ status, code }: Answer): boolean => status === 0 || HONEST.includes(code ?? '');

/** Everybody has a node and stays there. What was not acknowledged is sent again with the same key. */
const startWriting = (members: readonly Member[], workspace: string): Writing => {
  const acknowledged = new Set<string>();
  const liars: string[] = [];
  const load = startLoad(WRITERS, async (client, round) => {
    const title = `client ${client} round ${round} ${randomUUID()}`;
    const headers = { 'idempotency-key': randomUUID() };
    const member = members[client % members.length];
    for (let told = false; !told && member !== undefined;) {
      const answer = await openWorkspace(member.node, workspace).writeNote(title, { headers });
      told = isSuccess(answer);
      if (told) acknowledged.add(title);
      else if (!isHonest(answer)) liars.push(`${answer.status} ${answer.code ?? answer.failure ?? ''}`);
      await pass(told ? 10 : 100);
    }
  });
  return { acknowledged, liars, stop: () => load.stop() };
};

const expectTrue = async ({ acknowledged, liars }: Writing, members: readonly Member[], workspace: string) => {
  expectThat(liars.length === 0, 'whoever cannot be served is told the truth', { liars: liars.slice(0, 5) });
  for (const { node } of members) {
    const stored = (await openWorkspace(node, workspace).seeNotes()).map(({ title }) => title);
    expectAcknowledgedReadable([...acknowledged], stored);
  }
};

/** One node loses Redis, and its people nothing; the other does not notice. */
const cutFromRedis = async (members: readonly [Member, Member], fault: Fault, report: Reporter): Promise<void> => {
  const [lonely, other] = members;
  const { id: workspace } = await createWorkspace(other.node);
  const sessions = startSessions([lonely.node, other.node], workspace, PEOPLE);
  const writing = startWriting(members, workspace);
  await pass(500);
  await lonely.toRedis.use(fault);
  await untilRedis(lonely.node, 'degraded');
  await expectToldOfRedis(lonely.node);
  await pass(CUT_MS);
  const { status } = await seeRedis(other.node);
  expectThat(status === 'ok', 'the other node has its Redis', { status });
  await lonely.toRedis.heal();
  const healedAt = performance.now();
  await untilRedis(lonely.node, 'ok');
  report.figure(`time to heal, Redis ${fault.name}`, performance.now() - healedAt, 'ms');
  await pass(500);
  await Promise.all([sessions.stop(), writing.stop()]);
  expectThat(sessions.complaints.length === 0, 'everybody keeps the session', {
    examples: sessions.complaints.slice(0, 5),
  });
  expectAtMost(sessions.slowestMs(), SLOWEST_MS, 'ms', 'nobody waits long for a Redis that is away');
  const nodes = members.map(({ node }) => node);
  await expectSessionsKept(nodes, workspace, sessions.written);
  await expectTrue(writing, members, workspace);
};

/** One node loses the database: it says so and is out; the other goes on. */
const cutFromDatabase = async (members: readonly [Member, Member], fault: Fault, report: Reporter): Promise<void> => {
  const [lonely, other] = members;
  const { id: workspace } = await createWorkspace(other.node);
  const writing = startWriting(members, workspace);
  await pass(500);
  await lonely.toDatabase.use(fault);
  await until('the node to say that its database is away', { seconds: HEAL_SECONDS }, async () => {
    const answer = await lonely.node.http('GET', '/readyz');
    return answer.status === 503;
  });
  expectAnswer(await lonely.node.http('GET', '/livez'), 200);
  await pass(CUT_MS);
  expectAnswer(await openWorkspace(other.node, workspace).writeNote('meanwhile'), 201);
  await lonely.toDatabase.heal();
  const healedAt = performance.now();
  await until('the node to be whole again', { seconds: HEAL_SECONDS }, async () => {
    const answer = await lonely.node.http('GET', '/readyz');
    return answer.status === 200;
  });
  report.figure(`time to heal, Postgres ${fault.name}`, performance.now() - healedAt, 'ms');
  await writing.stop();
  await expectTrue(writing, members, workspace);
};

export default scenario({
  id: 'SYS-03',
  kind: 'chaos',
  tier: 'release',
  needs: ['lab', 'database', 'redis'],
  weight: 'critical',
  alone: true,
  capSeconds: 300,
  claim:
    'A node cut off from Redis or Postgres is degraded where it says so, never wrong, does not disturb the other, and heals alone.',
  async run({ lab, report }) {
    const { members } = await startDeployment(lab, 2);
    const [first, second] = members;
    if (first === undefined || second === undefined) throw new Error('two nodes were started');
    for (const fault of [cut(), blackHole(), latency(3000)]) await cutFromRedis([first, second], fault, report);
    for (const fault of [cut(), blackHole()]) await cutFromDatabase([first, second], fault, report);
  },
});
