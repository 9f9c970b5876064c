import { isSuccess, type Answer } from '../../src/http.ts';
import { until } from '../../src/lab/wait.ts';
import { times, together } from '../../src/load.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { seeEffects } from '../../src/probe/work.ts';
import { createWorkspace, type Move, type ProbeWorkspace } from '../../src/probe/workspace.ts';
import type { Random } from '../../src/run/random.ts';
import { scenario } from '../../src/scenario.ts';

const PAIRS = 8;
const ROUNDS = 3;
const WRITERS = 50;
const WRITES_EACH = 10;
/** Of each, so many writes are a job. */
const JOBS_EACH = 2;
const ACCOUNTS = ['a', 'b', 'c', 'd', 'e', 'f'];

const triesOf = (answers: readonly Answer[]): number =>
  answers.reduce((sum, answer) => sum + expectBody<{ tries: number }>(answer, 200).tries, 0);

/** Both have done their first half when they meet, so that neither can do its second: it never is a matter of luck. */
const collide = async (workspace: ProbeWorkspace, word: string, moves: readonly [Move, Move]): Promise<number> => {
  const tries = triesOf(await together(moves.map((move) => () => workspace.move({ ...move, meet: word }))));
  if (tries < 3) throw new Error(`${word}: the two transactions never met, so nothing was tried`);
  return tries - 2;
};

const deadlock = async (workspace: ProbeWorkspace, word: string, amount: number): Promise<number> => {
  const move = { from: word, to: word, amount };
  const retries = await collide(workspace, word, [move, { ...move, order: 'to-first' }]);
  const { left, right } = await workspace.seeCounter(word);
  expectSame(
    { left, right },
    { left: -2 * amount, right: 2 * amount },
    'each of two that deadlocked has its effect once',
  );
  return retries;
};

const clash = async (workspace: ProbeWorkspace, word: string, amount: number): Promise<number> => {
  const first: Move = { from: `${word} 1`, to: word, amount, isolation: 'serializable' };
  const retries = await collide(workspace, word, [first, { ...first, from: `${word} 2` }]);
  expectSame(
    (await workspace.seeCounter(word)).right,
    2 * amount,
    'each of two that could not be serialized has its effect once',
  );
  return retries;
};

const writeJob = (workspace: ProbeWorkspace): Promise<Answer> =>
  workspace.member('admin').ask('POST', '/jobs', { body: { job: { do: 'effect' } } });

const mixedWriter = async (workspace: ProbeWorkspace, writer: number, random: Random): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (let write = 0; write < WRITES_EACH; write += 1) {
    const title = `writer ${writer} write ${write}`;
    if (write % 5 === 4) answers.push(await writeJob(workspace));
    else if (write % 5 === 0) answers.push(await workspace.writeNote(title));
    else if (write % 5 === 1) answers.push(await workspace.writeNotes('each', [title, `${title} again`]));
    else answers.push(await workspace.move({ from: random.pick(ACCOUNTS), to: random.pick(ACCOUNTS), amount: 1 }));
  }
  return answers;
};

export default scenario({
  id: 'DAT-03',
  kind: 'recovery',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'Transactions that deadlock or cannot be serialized are run again until both succeed, each with its effect once.',
  async run({ lab, repeat, random, report, signal }) {
    const workspace = await createWorkspace(await lab.node());
    let deadlocks = 0;
    let clashes = 0;
    await repeat(ROUNDS, async (round) => {
      const amount = random.between(1, 100);
      const retried = await times(PAIRS, (pair) => deadlock(workspace, `deadlock ${round} ${pair}`, amount));
      deadlocks += retried.reduce((sum, retries) => sum + retries, 0);
      const serialized = await times(PAIRS, (pair) => clash(workspace, `clash ${round} ${pair}`, amount));
      clashes += serialized.reduce((sum, retries) => sum + retries, 0);
    });
    report.figure('deadlocks healed', deadlocks);
    report.figure('serialization failures healed', clashes);

    const answers = (
      await times(WRITERS, (writer) => mixedWriter(workspace, writer, random.of(`writer ${writer}`)))
    ).flat();
    const refused = answers.filter((answer) => !isSuccess(answer));
    expectThat(refused.length === 0, `none of ${WRITERS} mixed writers ever sees a deadlock`, {
      refused: refused.length,
      of: answers.length,
      examples: refused.slice(0, 3).map(({ asked, status, code }) => `${asked} ${status} ${code ?? ''}`),
    });
    const moved = answers.filter((answer) => answer.asked.endsWith('/moves')).length;
    const counters = await times(ACCOUNTS.length, (account) => workspace.seeCounter(ACCOUNTS[account] as string));
    const sum = (side: 'left' | 'right') => counters.reduce((total, counter) => total + counter[side], 0);
    expectSame({ left: sum('left'), right: sum('right') }, { left: -moved, right: moved }, 'every move happened once');
    const jobs = WRITERS * JOBS_EACH;
    await until('the jobs to be done', { seconds: 60, everyMs: 50, signal }, async () => {
      return (await seeEffects(workspace)).jobs >= jobs;
    });
    const { effects } = await seeEffects(workspace);
    expectSame(effects, jobs, 'every job that was written between had its effect once');
    report.figure('mixed writes', answers.length);
  },
});
