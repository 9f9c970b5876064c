import { createHoldfast } from '@holdfast/client/holdfast';
import type { Approved } from '@holdfast/client/decisions/requested';
import { setUpInstance } from '../../src/identity/instance.ts';
import { act, openHouse, read, stepsOf } from '../../src/decisions/house.ts';
import type { KeyHolder, Member } from '../../src/identity/space.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { startContainmentApi, type ContainmentApi } from '../../src/simulators/containment/containment-api.ts';

/** An agent that asks before it isolates a host, with two processes that both know of the decision. */
const startDetector = (agent: KeyHolder, api: ContainmentApi) => {
  const holdfast = createHoldfast({ baseUrl: agent.place.url, token: agent.token });
  const isolate = async ({ arguments: { host }, idempotencyKey: key }: Approved): Promise<void> => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const answer = await fetch(`${api.url}/isolate`, { method: 'POST', headers, body: JSON.stringify({ host }) });
    if (!answer.ok) throw new Error(`The containment answered ${answer.status}`);
  };
  return async (host: string, more: object = {}) => {
    const wish = {
      kind: 'host.isolate',
      title: `Isolate ${host}`,
      priority: 'high',
      arguments: { host },
      ...more,
    } as const;
    const both = [1, 2].map(() => holdfast.decisions.request(wish, { idempotencyKey: `alert-${host}` }));
    const [decision] = await Promise.all(both.map(({ submitted }) => submitted));
    if (decision === undefined) throw new Error('two were asked for');
    const ended = Promise.all(both.map((one) => one.perform(isolate)));
    return { decision, ends: async () => (await ended).map(({ status }) => status).toSorted() };
  };
};

export default scenario({
  id: 'DEC-10',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'A threat is detected and its containment asked for: it is done once when an analyst or, escalated, an admin approves, as they approved it, and never when it is rejected, taken back, or nobody decides.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { agent, analysts, admins } = await openHouse(await setUpInstance(node), 'Threats');
    const [[ada], [admin]] = [analysts as [Member], admins as [Member]];
    const api = lab.keep(await startContainmentApi());
    const detects = startDetector(agent, api);

    const approved = await detects('h1');
    expectAnswer(await act(ada, approved.decision, 'approve', { reason: 'Seen in the log.' }), 200);
    expectSame(await approved.ends(), ['executed', 'taken'], 'one of two does it');

    const escalated = await detects('h2');
    expectAnswer(await act(ada, escalated.decision, 'escalate', { reason: 'A domain controller.' }), 200);
    expectSame(api.isolated, ['h1'], 'nothing is done while it waits');
    const higher = await read(agent, escalated.decision);
    expectAnswer(await act(admin, higher, 'approve', { reason: 'The other one.', arguments: { host: 'h2-b' } }), 200);
    expectSame(await escalated.ends(), ['executed', 'taken'], 'an admin approves what was escalated');

    const rejected = await detects('h3');
    expectAnswer(await act(ada, rejected.decision, 'reject', { reason: 'A scanner of ours.' }), 200);
    const cancelled = await detects('h4');
    expectAnswer(await act(agent, cancelled.decision, 'cancel'), 200);
    const forgotten = await detects('h5', { deadline_seconds: 1 });
    for (const denied of [rejected, cancelled, forgotten]) {
      expectSame(await denied.ends(), ['denied', 'denied'], 'what nobody approved is not done');
      expectThat((await read(agent, denied.decision)).execution === null, 'and there is nothing to take');
    }

    expectSame(api.isolated, ['h1', 'h2-b'], 'what was approved was done once, as it was approved');
    const keys = api.asked.map(({ headers }) => headers['idempotency-key']);
    expectSame(keys, [`${approved.decision.id}.1`, `${escalated.decision.id}.2`], 'with the key of the decision');
    for (const { decision } of [approved, escalated]) {
      const steps = (await stepsOf(agent, decision)).map(({ step }) => step);
      expectSame(steps.slice(-2), ['execution_taken', 'executed'], 'it was reported back');
    }
    report.figure('threats', 5);
  },
});
