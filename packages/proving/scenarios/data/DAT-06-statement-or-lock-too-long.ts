import type { Database } from '../../src/lab/database.ts';
import { until } from '../../src/lab/wait.ts';
import { times } from '../../src/load.ts';
import { expectAnswer, expectRetryAfter } from '../../src/oracles/expect-answer.ts';
import { expectAtMost, expectThat } from '../../src/oracles/expect-that.ts';
import { createWorkspace, type ProbeWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const CONNECTIONS = 4;
const STATEMENT_LIMIT_MS = 1_000;
const LOCK_LIMIT_MS = 500;
const SLACK_MS = 1_500;

const STUCK = `select pid, state, left(query, 80) as query from pg_stat_activity
  where usename = 'holdfast_app' and (state <> 'idle' or wait_event_type = 'Lock')`;

const SLEEPING = `select 1 from pg_stat_activity
  where usename = 'holdfast_app' and query like '%pg_sleep%' and state = 'active'`;

const untilSleeping = async (database: Database): Promise<void> => {
  const admin = await database.asAdmin();
  await until('the statement to run', { seconds: 10 }, async () => (await admin.query(SLEEPING)).length > 0);
  await admin.close();
};

const expectNothingStuck = async (database: Database): Promise<void> => {
  const admin = await database.asAdmin();
  const free = until(
    'the connections to be idle',
    { seconds: 10 },
    async () => (await admin.query(STUCK)).length === 0,
  );
  const stuck = await free.then(
    () => [],
    () => admin.query(STUCK),
  );
  await admin.close();
  expectThat(stuck.length === 0, 'no connection is left busy or in a transaction', { stuck });
};

const expectAllServe = async (workspace: ProbeWorkspace): Promise<void> => {
  const answers = await times(CONNECTIONS * 3, (index) => workspace.writeNote(`after all ${index}`));
  for (const answer of answers) expectAnswer(answer, 201);
};

const overrunStatement = async (workspace: ProbeWorkspace): Promise<number> => {
  const answers = await times(CONNECTIONS, () => workspace.slow({ kind: 'statement', seconds: 30 }));
  for (const answer of answers) {
    expectAnswer(answer, 503, 'statement_timeout');
    expectRetryAfter(answer);
    expectAtMost(
      answer.milliseconds,
      STATEMENT_LIMIT_MS + SLACK_MS,
      'ms',
      'a statement past its limit is cancelled in time',
    );
  }
  return Math.max(...answers.map(({ milliseconds }) => milliseconds));
};

const waitForLock = async (workspace: ProbeWorkspace, database: Database): Promise<number> => {
  const holder = workspace.slow({ kind: 'lock', seconds: 3, name: 'held' });
  await untilSleeping(database);
  const waiter = await workspace.move({ from: 'held', to: 'held', amount: 1 });
  expectAnswer(waiter, 503, 'lock_timeout');
  expectRetryAfter(waiter);
  expectAtMost(waiter.milliseconds, LOCK_LIMIT_MS + SLACK_MS, 'ms', 'whoever waits for a lock is told in time');
  expectAnswer(await holder, 200);
  expectAnswer(await workspace.move({ from: 'held', to: 'held', amount: 1 }), 200);
  return waiter.milliseconds;
};

/** A client that hangs up takes its statement with it, well before the limit would. */
const hangUp = async (workspace: ProbeWorkspace, database: Database): Promise<void> => {
  const asked = workspace.slow({ kind: 'hold-connection', seconds: 20 }, { patienceMs: 400 });
  await untilSleeping(database);
  await asked;
};

export default scenario({
  id: 'DAT-06',
  kind: 'recovery',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'A statement past its limit or behind a held lock is cancelled with a clear error, and leaves no connection stuck.',
  async run({ lab, report }) {
    const database = await lab.database();
    const environment = {
      HOLDFAST_DATABASE_CONNECTIONS: String(CONNECTIONS),
      HOLDFAST_STATEMENT_TIMEOUT: String(STATEMENT_LIMIT_MS / 1000),
      HOLDFAST_LOCK_TIMEOUT: String(LOCK_LIMIT_MS / 1000),
    };
    const workspace = await createWorkspace(await lab.node({ database, environment }));
    for (const [name, provoke] of [
      ['time to cancel a statement', overrunStatement],
      ['time to give up a lock', waitForLock],
    ] as const) {
      report.figure(name, await provoke(workspace, database), 'ms');
      await expectNothingStuck(database);
      await expectAllServe(workspace);
    }
    await hangUp(workspace, database);
    await expectNothingStuck(database);
    await expectAllServe(workspace);
  },
});
