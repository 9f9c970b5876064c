import { setUpInstance } from '../../src/identity/instance.ts';
import { act, openHouse, read, stepsOf, submit } from '../../src/decisions/house.ts';
import type { Member } from '../../src/identity/space.ts';
import { until } from '../../src/lab/wait.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const LEVELS = [
  { required_role: 'analyst', within_seconds: 600 },
  { required_role: 'admin', within_seconds: 120 },
  { required_role: 'admin', within_seconds: null },
];

const secondsFrom = (from: string, to: string | null): number => (Date.parse(to ?? '') - Date.parse(from)) / 1000;

export default scenario({
  id: 'DEC-06',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'A decision goes up to a higher role, to the top and back, by hand or because its level was too slow; the chain says so, and the clock is that of the level.',
  async run({ lab }) {
    const node = await lab.node({ database: await lab.database() });
    const { agent, analysts, admins } = await openHouse(await setUpInstance(node), 'Levels');
    const [[ada], [admin]] = [analysts as [Member], admins as [Member]];
    const decision = await submit(agent, { levels: LEVELS });
    expectSame(Math.round(secondsFrom(decision.created_at, decision.due_at)), 600, 'the first level has its time');

    const escalate = async (who: Member, more: object = {}) =>
      expectAnswer(await act(who, await read(agent, decision), 'escalate', { reason: 'Not for me.', ...more }), 200);
    await escalate(ada);
    const second = await read(agent, decision);
    const at = (await stepsOf(agent, decision)).at(-1)?.at ?? '';
    expectSame([second.level, second.required_role], [2, 'admin'], 'it is at the next level');
    expectThat(Math.abs(secondsFrom(at, second.due_at) - 120) < 1, 'with the time of that level', {
      due: second.due_at,
    });
    expectAnswer(await act(ada, second, 'approve'), 403, 'decision_refused');
    await escalate(admin);
    const top = await read(agent, decision);
    expectSame([top.level, top.due_at], [3, null], 'the last level has the time until the deadline');
    expectAnswer(await act(admin, top, 'escalate', { reason: 'Higher.' }), 409, 'conflict');
    await escalate(admin, { level: 1 });
    expectSame((await read(agent, decision)).required_role, 'analyst', 'it is handed back');

    await node.shiftClock(601_000);
    await until('the level to be over', { seconds: 20 }, async () => (await read(agent, decision)).level === 2);
    const steps = await stepsOf(agent, decision);
    expectSame(
      steps.map(({ step, by, level }) => [step, by.kind, level]),
      [
        ['submitted', 'key', 1],
        ['escalated', 'member', 2],
        ['escalated', 'member', 3],
        ['escalated', 'member', 1],
        ['escalated', 'clock', 2],
      ],
      'the chain has each of them, once',
    );
  },
});
