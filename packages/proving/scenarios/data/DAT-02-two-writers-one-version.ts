import { times } from '../../src/load.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectOneWinner } from '../../src/oracles/expect-one-winner.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { createWorkspace, type Note } from '../../src/probe/workspace.ts';
import { scenario } from '../../src/scenario.ts';

const WRITERS = 6;
const STALE = 412;

export default scenario({
  id: 'DAT-02',
  kind: 'concurrency',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'Of any number of writers who saw the same version exactly one changes it, and nothing is silently overwritten.',
  async run({ lab, repeat, report }) {
    const workspace = await createWorkspace(await lab.node());

    await repeat(40, async (round) => {
      const seen = expectBody<Note>(await workspace.writeNote(`as it was ${round}`), 201);
      const tries = await times(WRITERS, (writer) => workspace.changeNote(seen, `by writer ${writer}`));
      const winner = expectOneWinner(tries, [STALE]);
      const stored = await workspace.seeNote(seen.id);
      expectSame(stored.title, expectBody<Note>(winner, 200).title, 'what is stored is what the winner wrote');
      expectSame(stored.version, seen.version + 1, 'one change counts as one version');
      for (const loser of tries.filter((answer) => answer !== winner)) expectAnswer(loser, STALE, 'stale');

      expectAnswer(await workspace.changeNote(seen, 'too late'), STALE, 'stale');
      expectAnswer(await workspace.changeNote(stored, 'seen again'), 200);
    });
    report.figure('writers at once', WRITERS);

    const note = expectBody<Note>(await workspace.writeNote('unseen'), 201);
    const blind = await workspace.member('analyst').ask('PATCH', `/notes/${note.id}`, { body: { title: 'blind' } });
    expectAnswer(blind, 428, 'version_missing');
    expectSame((await workspace.seeNote(note.id)).title, 'unseen', 'a change that names no version changes nothing');
  },
});
