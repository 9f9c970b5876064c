import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { SignedIn } from '@holdfast/protocol/identity/account';
import { setUpInstance } from '../../src/identity/instance.ts';
import { act, openHouse, read, submit } from '../../src/decisions/house.ts';
import { personOf } from '../../src/identity/person.ts';
import type { Member } from '../../src/identity/space.ts';
import { codeAt } from '../../src/identity/totp.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const FACTOR = '/api/v1/me/second-factor';
const STEP_MS = 30_000;
const MINUTE_MS = 60_000;

export default scenario({
  id: 'DEC-18',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'Where two people are asked for one is not enough, nor one twice, nor one who lost the role; a second factor has to be shown lately; and whoever asks cannot approve, by whichever name.',
  async run({ lab }) {
    const node = await lab.node({ database: await lab.database() });
    const instance = await setUpInstance(node);
    const { space, agent, analysts, admins } = await openHouse(instance, 'Two people', 4);
    const [[ada, ben, cy], [admin]] = [analysts as [Member, Member, Member], admins as [Member]];
    const approve = async (who: Member, decision: Decision, body: object = {}) =>
      act(who, await read(agent, decision), 'approve', body);

    const two = await submit(agent, { quorum: 2 });
    expectSame(expectBody<Decision>(await approve(ada, two), 200).status, 'pending', 'one is not enough');
    const twice = expectBody<Decision & { already: boolean }>(await approve(ada, two), 200);
    expectSame([twice.status, twice.already, twice.approvals], ['pending', true, 1], 'one twice is one');
    const path = `/api/v1/members/${ada.member}`;
    const member = expectBody<{ version: number }>(await space.admin.ask('GET', path), 200);
    const headers = { 'if-match': `"${member.version}"` };
    expectAnswer(await space.admin.ask('PATCH', path, { body: { role: 'viewer' }, headers }), 200);
    expectSame(
      expectBody<Decision>(await approve(ben, two), 200).status,
      'pending',
      'who lost the role does not count',
    );
    expectSame(expectBody<Decision>(await approve(cy, two), 200).status, 'approved', 'two who may are enough');

    const changed = await submit(agent, { four_eyes: true });
    expectAnswer(await act(ben, changed, 'revise', { arguments: { order: 18 }, reason: 'Another.' }), 200);
    expectAnswer(await approve(ben, changed), 403, 'decision_refused');
    expectSame(expectBody<Decision>(await approve(cy, changed), 200).status, 'approved', 'another pair of eyes is');

    const own = await submit(ben);
    for (const [does, body] of [
      ['approve', {}],
      ['claim', {}],
      ['escalate', { reason: 'Mine.' }],
    ] as const)
      expectAnswer(await act(ben, own, does, body), 403, 'decision_refused');
    const mine = await submit(agent);
    expectAnswer(await act(space.admin, mine, 'approve'), 403, 'decision_refused');
    expectSame((await read(agent, mine)).status, 'pending', 'whoever made the key cannot approve either');
    expectSame(expectBody<Decision>(await approve(admin, mine), 200).status, 'approved', 'another admin can');

    const guarded = await submit(agent, { second_factor: true, priority: 'critical' });
    const reason = { reason: 'Looked at it.' };
    expectAnswer(await approve(cy, guarded, reason), 403, 'proof_needed');
    const { secret } = expectBody<{ secret: string }>(await cy.ask('POST', FACTOR), 201);
    await node.shiftClock(STEP_MS);
    const code = codeAt(secret, Date.now() + STEP_MS);
    const confirmed = expectBody<SignedIn>(await cy.ask('POST', `${FACTOR}/confirm`, { body: { code } }), 200);
    const proved = { ...cy, ...personOf(node, cy.name, cy, confirmed) };
    await node.shiftClock(STEP_MS + 6 * MINUTE_MS);
    expectAnswer(await approve(proved, guarded, reason), 403, 'proof_needed');
    const later = codeAt(secret, Date.now() + STEP_MS + 6 * MINUTE_MS);
    const shown = expectBody<SignedIn>(await proved.ask('POST', '/api/v1/me/proof', { body: { code: later } }), 200);
    const fresh = { ...cy, ...personOf(node, cy.name, cy, shown) };
    expectSame(expectBody<Decision>(await approve(fresh, guarded, reason), 200).status, 'approved', 'once it is shown');
  },
});
