import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { Caller } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import {
  act,
  DECISIONS,
  openHouse,
  read,
  report as reportExecution,
  stepsOf,
  submit,
} from '../../src/decisions/house.ts';
import type { Member } from '../../src/identity/space.ts';
import { until } from '../../src/lab/wait.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const untilWrittenDown = (caller: Caller, decision: Decision): Promise<true> =>
  until('it to be written down', { seconds: 20 }, async () =>
    (await stepsOf(caller, decision)).some(({ step }) => step === 'expired'),
  );

export default scenario({
  id: 'DEC-07',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'When the deadline passes the declared default counts, once, deny where none was declared; nobody decides after it, also where no node keeps time, and the asker is told.',
  async run({ lab }) {
    const database = await lab.database();
    const node = await lab.node({ database });
    const { agent, analysts } = await openHouse(await setUpInstance(node), 'Deadlines');
    const [ada] = analysts as [Member];

    for (const [wish, verdict] of [
      [{}, 'deny'],
      [{ default: 'approve' }, 'approve'],
    ] as const) {
      const decision = await submit(agent, { deadline_seconds: 1, ...wish });
      const told = expectBody<Decision>(await agent.ask('GET', `${DECISIONS}/${decision.id}/wait?timeout_s=20`), 200);
      expectSame(
        [told.status, told.outcome?.verdict, told.outcome?.how],
        ['expired', verdict, 'deadline'],
        'the default counts, and the asker is told',
      );
      expectAnswer(await act(ada, decision, 'approve'), 409, 'already_decided');
      const taken = await reportExecution(agent, decision, { status: 'taken' });
      expectAnswer(taken, verdict === 'approve' ? 200 : 409);
      await untilWrittenDown(agent, decision);
      expectSame(
        (await stepsOf(agent, decision)).map(({ step }) => step).filter((step) => step !== 'execution_taken'),
        ['submitted', 'expired'],
        'once',
      );
    }

    // nobody who works is there: the deadline counts all the same
    const decision = await submit(agent, { deadline_seconds: 3600 });
    const admin = await database.asAdmin();
    await admin.query(
      `update decisions.decisions set deadline_at = holdfast.now() - interval '1 ms', moves_at = null where id = $1`,
      [decision.id],
    );
    const late = expectAnswer(await act(ada, decision, 'approve'), 409, 'already_decided');
    expectSame((late.body as { decision: Decision }).decision.outcome?.verdict, 'deny', 'a late click loses');
    expectSame((await read(agent, decision)).status, 'expired', 'whoever looks sees it at once');
    await untilWrittenDown(agent, decision);
    await admin.close();
  },
});
