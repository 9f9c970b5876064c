import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { Answer } from '../../src/http.ts';
import { atPlace } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { act, openHouse, read, stepsOf, submit, A_REFUND, DECISIONS } from '../../src/decisions/house.ts';
import type { Member } from '../../src/identity/space.ts';
import { repeatKills } from '../../src/lab/repeat-kills.ts';
import { until } from '../../src/lab/wait.ts';
import { startLoad } from '../../src/load.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const KILLS = 30;
const CLIENTS = 8;
const LIVES_MS = [100, 1500] as const;

export default scenario({
  id: 'DEC-16',
  kind: 'recovery',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'critical',
  capSeconds: 600,
  claim:
    'However often a node is killed while decisions are asked for and made, nothing that was answered is lost, and each deadline counts once.',
  async run({ lab, report, random, signal }) {
    const node = await lab.node({ entry: 'product' });
    const house = await openHouse(await setUpInstance(node), 'Kills');
    const agent = atPlace(house.agent, node);
    const [ada] = house.analysts as [Member];
    const asked = new Map<string, string>();
    const timed: Decision[] = [];
    for (let one = 0; one < 20; one += 1) timed.push(await submit(agent, { deadline_seconds: 3 + one }));

    const note = ({ status, body }: Answer): Decision | undefined => {
      if (status !== 200 && status !== 201) return undefined;
      const decision = body as Decision;
      asked.set(decision.id, decision.status);
      return decision;
    };
    await repeatKills(
      node,
      { cycles: KILLS, random, report, signal, livesMs: LIVES_MS, tree: random.between(0, 1) === 1 },
      {
        load: () =>
          startLoad(CLIENTS, async () => {
            const made = note(await agent.ask('POST', DECISIONS, { body: A_REFUND }));
            if (made !== undefined) note(await act(atPlace(ada, node), made, 'approve'));
          }),
        async check() {
          const recent = [...asked].slice(-20);
          for (const [id, status] of recent) {
            const { status: now } = await read(agent, { id: id as Decision['id'] });
            expectThat(now === status || status === 'pending', 'what was answered is so', { id, status, now });
          }
        },
      },
    );
    for (const [id, status] of asked) {
      const now = await read(agent, { id: id as Decision['id'] });
      expectThat(now.status === status || status === 'pending', 'nothing that was answered is lost', { id, status });
      const steps = await stepsOf(agent, now);
      expectSame(steps.length, now.version, 'each version has one step');
    }
    for (const decision of timed) {
      await until(
        'deadlines to be kept',
        { seconds: 60, signal },
        async () => (await stepsOf(agent, decision)).length > 1,
      );
      expectSame(
        (await stepsOf(agent, decision)).map(({ step }) => step),
        ['submitted', 'expired'],
        'each deadline counts once',
      );
    }
    expectBody(await agent.ask('GET', DECISIONS), 200);
    report.figure('decisions asked for or made', asked.size);
    report.figure('deadlines', timed.length);
  },
});
