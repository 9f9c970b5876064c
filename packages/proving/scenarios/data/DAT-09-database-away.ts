import { isSuccess } from '../../src/http.ts';
import { seeReadiness } from '../../src/health.ts';
import type { Node } from '../../src/lab/node.ts';
import { pass } from '../../src/lab/wait.ts';
import { times } from '../../src/load.ts';
import { expectAcknowledgedReadable } from '../../src/oracles/expect-acknowledged-readable.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectThat } from '../../src/oracles/expect-that.ts';
import { expectJobsDone } from '../../src/probe/jobs-done.ts';
import { actsIn, CLIENTS, emptyDiary, startMixedLoad, type Diary } from '../../src/probe/mixed-load.ts';
import { createWorkspace, type ProbeWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const AWAY_SECONDS = 30;
/** Of the last that were acknowledged before the end. */
const REPEATED = 200;
/** What a client may be told while the database is away. */
const HONEST_CODES = ['database_unavailable', 'outcome_unknown', 'database_busy'];
const LONGEST_ANSWER_MS = 10_000;

const expectHonest = (diary: Diary): void => {
  const liars = diary.told.filter(
    ({ answer }) => !isSuccess(answer) && !(answer.status === 503 && HONEST_CODES.includes(answer.code ?? '')),
  );
  expectThat(liars.length === 0, 'while the database is away every answer is a 503 that says so', {
    others: liars.length,
    examples: liars.slice(0, 5).map(({ answer }) => `${answer.status} ${answer.code ?? answer.failure ?? ''}`),
  });
  const slowest = Math.max(...diary.told.map(({ startedAt, endedAt }) => endedAt - startedAt));
  expectThat(slowest < LONGEST_ANSWER_MS, 'nobody is left waiting for an answer', { slowest_ms: slowest });
};

const expectToldWhileAway = async (node: Node): Promise<void> => {
  expectAnswer(await node.http('GET', '/livez'), 200);
  const { parts } = await seeReadiness(node, 503);
  expectThat(parts['database']?.status === 'down', 'readiness names the database as down', { parts });
};

/** Repeating with the same keys makes certain what nobody knows, and makes nothing twice: neither that nor what was acknowledged. */
const repeatWrites = async (workspace: ProbeWorkspace, diary: Diary): Promise<void> => {
  const writes = [...diary.open, ...[...diary.acknowledged].slice(-REPEATED)];
  await times(CLIENTS, async () => {
    for (let next = writes.shift(); next !== undefined; next = writes.shift()) {
      const [key, title] = next;
      expectAnswer(await workspace.writeNote(title, { headers: { 'idempotency-key': key } }), 201);
      diary.acknowledged.set(key, title);
    }
  });
};

export default scenario({
  id: 'DAT-09',
  kind: 'chaos',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'critical',
  alone: true,
  claim:
    'While the database is away everybody who needs it is told so; within 2 s of its return service is full, and no acknowledged write or job is lost or doubled.',
  async run({ lab, report }) {
    const database = await lab.database();
    const node = await lab.node({ database });
    const workspace = await createWorkspace(node);
    const diary = emptyDiary();
    const load = startMixedLoad(actsIn(node, workspace), diary);
    await pass(3_000);
    await database.kill();
    const goneAt = performance.now();
    await pass((AWAY_SECONDS * 1000) / 2);
    await expectToldWhileAway(node);
    await pass((AWAY_SECONDS * 1000) / 2);
    await database.start();
    const backAt = performance.now();
    await pass(5_000);
    await load.stop();

    expectHonest(diary);
    expectThat(diary.complaints.length === 0, 'what needs no database goes on without it', {
      examples: diary.complaints.slice(0, 5),
    });
    const failures = diary.told.filter(({ answer, endedAt }) => !isSuccess(answer) && endedAt > goneAt);
    if (failures.length < CLIENTS) throw new Error('hardly anybody noticed, so nothing was tried');
    const lastFailureAt = Math.max(...failures.map(({ endedAt }) => endedAt));
    report.figure('answers', diary.told.length);
    report.figure('refused while away', failures.length);
    report.figure('time to full service', Math.max(0, lastFailureAt - backAt) / 1000, 's');

    report.figure('writes whose outcome was open', diary.open.size);
    await repeatWrites(workspace, diary);
    const stored = (await workspace.seeNotes()).map(({ title }) => title);
    const acknowledged = [...diary.acknowledged.values()];
    const kept = new Set(stored);
    const lost = acknowledged.filter((title) => !kept.has(title)).length;
    report.figure('acknowledged', acknowledged.length);
    report.figure('acknowledged and lost', lost);
    expectAcknowledgedReadable(acknowledged, stored);
    report.figure('acknowledged jobs', diary.jobs.acknowledged);
    await expectJobsDone(node, workspace, diary.jobs);
    expectAnswer(await node.http('GET', '/readyz'), 200);
  },
});
