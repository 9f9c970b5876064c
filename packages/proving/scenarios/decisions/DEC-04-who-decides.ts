import { setUpInstance } from '../../src/identity/instance.ts';
import { act, openHouse, read, stepsOf, submit } from '../../src/decisions/house.ts';
import type { Member } from '../../src/identity/space.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const ACTS = [
  ['approve', 'approved'],
  ['reject', 'rejected'],
  ['escalate', 'pending'],
] as const;

export default scenario({
  id: 'DEC-04',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'An analyst approves, rejects and escalates, and it is written down who did it, when and why; a viewer and a key may not, whatever they send.',
  async run({ lab }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { agent, viewer, analysts } = await openHouse(await setUpInstance(node), 'Deciding');
    const [ada] = analysts as [Member];
    for (const [does, status] of ACTS) {
      const decision = await submit(agent);
      const reason = `Because of ${does}.`;
      expectAnswer(await act(viewer, decision, does, { reason }), 403, 'forbidden');
      expectAnswer(await act(agent, decision, does, { reason }), 403, 'forbidden');
      expectSame((await read(agent, decision)).version, 1, 'whoever may not has changed nothing');
      expectAnswer(await act(ada, decision, does, { reason }), 200);
      const after = await read(agent, decision);
      expectSame(after.status, status, `it is ${status}`);
      const last = (await stepsOf(agent, decision)).at(-1);
      expectSame([last?.by.kind, last?.by.id, last?.reason], ['member', ada.member, reason], 'who and why are written');
      const at = Date.parse(last?.at ?? '');
      expectThat(at >= Date.parse(decision.created_at) && at <= Date.now() + 1000, 'and when', { at: last?.at });
      if (status !== 'pending')
        expectSame([after.outcome?.by.id, after.outcome?.reason], [ada.member, reason], 'the outcome says the same');
    }
    const decision = await submit(agent);
    expectAnswer(await act(ada, decision, 'reject', {}), 422, 'invalid');
    expectAnswer(await act(ada, decision, 'escalate', {}), 422, 'invalid');
  },
});
