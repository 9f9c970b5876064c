import type { Decision } from '@holdfast/protocol/decisions/decision';
import { setUpInstance } from '../../src/identity/instance.ts';
import { A_REFUND, act, DECISIONS, openHouse, submit } from '../../src/decisions/house.ts';
import type { Member } from '../../src/identity/space.ts';
import { times } from '../../src/load.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const AT_ONCE = 20;

export default scenario({
  id: 'DEC-19',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'The same request with the same Idempotency-Key makes one decision, also when it is sent many times at once; with another body it is refused.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { agent, analysts } = await openHouse(await setUpInstance(node), 'Twice');
    const [ada] = analysts as [Member];
    const headers = { 'idempotency-key': 'refund-17' };
    const ask = (body: object) => agent.ask('POST', DECISIONS, { body, headers });

    const answers = await times(AT_ONCE, () => ask(A_REFUND));
    const made = answers.filter(({ status }) => status === 201);
    expectThat(
      answers.every(({ status, code }) => status === 201 || code === 'idempotency_key_in_progress'),
      'each is answered as the first, or told that the first is under way',
      { statuses: answers.map(({ status }) => status) },
    );
    expectSame(new Set(made.map(({ body }) => (body as Decision).id)).size, 1, 'they are one decision');
    const listed = expectBody<{ items: Decision[] }>(await agent.ask('GET', DECISIONS), 200).items;
    expectSame(listed.length, 1, 'and one waits');
    expectSame((await ask(A_REFUND)).headers.get('idempotency-replayed'), 'true', 'once more it is replayed');
    expectAnswer(await ask({ ...A_REFUND, title: 'Another' }), 422, 'idempotency_key_reused');

    const decision = await submit(agent);
    const approve = () =>
      ada.ask('POST', `${DECISIONS}/${decision.id}/approve`, {
        body: {},
        headers: { 'if-match': '"1"', 'idempotency-key': 'approve-it' },
      });
    const approvals = await times(AT_ONCE, approve);
    for (const { status, code } of approvals)
      expectThat(status === 200 || code === 'idempotency_key_in_progress', 'an approval is made once', {
        status,
        code,
      });
    expectAnswer(await act(ada, decision, 'approve'), 200);
    report.figure('requests at once', AT_ONCE);
  },
});
