import type { Decision } from '@holdfast/protocol/decisions/decision';
import { setUpInstance } from '../../src/identity/instance.ts';
import { act, openHouse, stepsOf, submit } from '../../src/decisions/house.ts';
import type { Member } from '../../src/identity/space.ts';
import { times, together } from '../../src/load.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectOneWinner } from '../../src/oracles/expect-one-winner.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const RACES = 50;
const CROWD = 16;

export default scenario({
  id: 'DEC-05',
  kind: 'concurrency',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'Of any number of people who decide at once exactly one decides; all others learn what was decided and by whom, and the winner who repeats it is told that it was done.',
  async run({ lab, repeat, report }) {
    const database = await lab.database();
    const node = await lab.node({ entry: 'product', database });
    const { agent, analysts } = await openHouse(await setUpInstance(node), 'Races', CROWD);
    const [ada, ben] = analysts as [Member, Member];

    const expectOneDecided = async (decision: Decision, tries: Parameters<typeof together>[0]): Promise<void> => {
      const answers = (await together(tries)) as Awaited<ReturnType<typeof act>>[];
      const winner = expectBody<Decision>(expectOneWinner(answers, [409]), 200);
      for (const answer of answers.filter(({ status }) => status === 409)) {
        expectAnswer(answer, 409, 'already_decided');
        const { decision: told } = answer.body as { decision: Decision };
        expectSame(told.outcome, winner.outcome, 'whoever lost learns what was decided and by whom');
      }
      const steps = await stepsOf(agent, decision);
      expectSame(steps.length, 2, 'it was asked for and decided, and nothing else happened');
    };

    await repeat(RACES, async () => {
      const decision = await submit(agent);
      await expectOneDecided(decision, [
        () => act(ada, decision, 'approve'),
        () => act(ben, decision, 'reject', { reason: 'No.' }),
      ]);
    });
    const crowded = await submit(agent);
    await expectOneDecided(
      crowded,
      analysts.map(
        (one, turn) => () =>
          turn % 2 === 0 ? act(one, crowded, 'approve') : act(one, crowded, 'reject', { reason: 'No.' }),
      ),
    );
    report.figure('who decided at once', CROWD);

    const decision = await submit(agent);
    expectAnswer(await act(ada, decision, 'approve'), 200);
    const again = await times(4, () => act(ada, decision, 'approve'));
    for (const answer of again)
      expectSame(expectBody<{ already: boolean }>(answer, 200).already, true, 'the winner is told that it was done');
    expectAnswer(await act(ada, decision, 'reject', { reason: 'No.' }), 409, 'already_decided');
    expectAnswer(await act(ben, decision, 'approve'), 409, 'already_decided');
  },
});
