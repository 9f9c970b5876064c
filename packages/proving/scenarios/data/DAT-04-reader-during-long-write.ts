import { untilConnectionsBusy } from '../../src/gauge.ts';
import { startLoad } from '../../src/load.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectAtMost, expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { createWorkspace, type Counter, type ProbeWorkspace } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const PAGE = 200;
const NOTES = 1_000;
const READERS = 2;
const LEAST_READS = 20;
/** The write takes longer than this, also on a machine that is busy. */
const HELD_UP_MS = 1_000;

/** The sizes of the first page that readers saw while all notes were written in one transaction. */
const readWhileWriting = async (workspace: ProbeWorkspace): Promise<{ sizes: number[]; slowest: number }> => {
  const sizes: number[] = [];
  let slowest = 0;
  const viewer = workspace.member('viewer');
  const readers = startLoad(READERS, async () => {
    const answer = await viewer.ask('GET', `/notes?limit=${PAGE}`);
    sizes.push(expectBody<{ items: unknown[] }>(answer, 200).items.length);
    slowest = Math.max(slowest, answer.milliseconds);
  });
  const titles = Array.from({ length: NOTES }, (_nothing, index) => `note ${index}`);
  expectAnswer(await workspace.writeNotes('each', titles), 200);
  await readers.stop();
  return { sizes, slowest };
};

const half = (counter: Counter): boolean => counter.left + counter.right !== 0;

export default scenario({
  id: 'DAT-04',
  kind: 'concurrency',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim: 'Whoever reads during a long write is not held up and sees what is committed, all of it or none.',
  async run({ lab, report, repeat }) {
    const node = await lab.node();
    const workspace = await createWorkspace(node);

    const { sizes, slowest } = await readWhileWriting(workspace);
    const partly = sizes.filter((size) => size !== 0 && size !== PAGE);
    expectThat(partly.length === 0, 'a reader sees none or all of what one transaction writes', { partly });
    const during = sizes.filter((size) => size === 0).length;
    if (during < LEAST_READS) throw new Error(`only ${during} reads fell into the write, too few to judge by`);
    expectSame((await workspace.seeNotes()).length, NOTES, 'what was committed is there in full');
    report.figure('reads during the write', during);
    report.figure('slowest read during the write', slowest, 'ms');
    expectAtMost(slowest, HELD_UP_MS, 'ms', 'a reader is not held up by who writes');

    await repeat(10, async (round) => {
      const word = `meeting ${round}`;
      const open = workspace.move({ from: word, to: word, amount: 7, meet: word });
      await untilConnectionsBusy(node, 1);
      const seen: Counter[] = [];
      for (let read = 0; read < 5; read += 1) seen.push(await workspace.seeCounter(word));
      expectThat(
        seen.every(({ left }) => left === 0),
        'nobody sees a write before it is committed',
        { seen },
      );

      const opener = workspace.move({ from: `${word} opener`, to: `${word} opener`, amount: 1, meet: word });
      const watched: Counter[] = [];
      const watchers = startLoad(READERS, async () => void watched.push(await workspace.seeCounter(word)));
      for (const answer of await Promise.all([open, opener])) expectAnswer(answer, 200);
      await watchers.stop();
      expectThat(!watched.some(half), 'one read sees both halves of a transaction or neither', {
        halves: watched.filter(half),
      });
      const { left, right } = await workspace.seeCounter(word);
      expectSame({ left, right }, { left: -7, right: 7 }, 'whoever reads after the answer sees the write');
    });
  },
});
