import type { Me } from '@holdfast/protocol/identity/account';
import { PERMISSIONS } from '@holdfast/protocol/permissions';
import { nobodyAt, type Caller } from '../../src/identity/caller.ts';
import { setUpInstance, type Instance } from '../../src/identity/instance.ts';
import { makeOperator } from '../../src/identity/operators.ts';
import { openSpace, type Space } from '../../src/identity/space.ts';
import { readDescription } from '../../src/openapi/description.ts';
import { fuzz, type Fuzzer } from '../../src/openapi/fuzz.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const ROUNDS = 10;

/** Each mends itself: what a fuzzer may do, it does to itself as well. */
const fuzzersOf = (instance: Instance, space: Space): readonly Fuzzer[] => {
  const member = (name: string, make: () => Promise<Caller>): Fuzzer => ({ name, renew: make });
  const one = async (role: 'viewer' | 'analyst' | 'admin') => {
    const [made] = await space.members(role, 1);
    if (made === undefined) throw new Error('one was asked for');
    return made;
  };
  return [
    member('nobody', async () => nobodyAt(instance.node)),
    member('a viewer', () => one('viewer')),
    member('an analyst', () => one('analyst')),
    member('an admin', () => one('admin')),
    member('an operator', async () => makeOperator(instance, await one('admin'))),
    // made by somebody whom nobody can touch, so that its maker's rights stay
    member('a key', () => openSpace(space.id, instance.first.admin).key(PERMISSIONS)),
  ];
};

const idsOf = async (caller: Caller): Promise<readonly string[]> => {
  const { account, sign_in, memberships } = expectBody<Me>(await caller.ask('GET', '/api/v1/me'), 200);
  return [account.id, sign_in.id, ...memberships.map(({ member_id }) => member_id)];
};

export default scenario({
  id: 'SYS-05',
  kind: 'property',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  // each endpoint is asked the same number of times, and there are more and more of them
  capSeconds: 300,
  claim:
    'Whatever is sent to the API as it describes itself, by whomever, is answered with a status and a body that it describes, and with no 5xx.',
  async run({ lab, report, random, signal }) {
    // addresses that are named are believed, so that each request comes from another
    const node = await lab.node({ entry: 'product', environment: { HOLDFAST_TRUSTED_PROXIES: '127.0.0.1' } });
    const instance = await setUpInstance(node);
    const description = await readDescription(node.http);
    const spared = new Set(await idsOf(instance.operator));
    const found = await fuzz(fuzzersOf(instance, instance.first), {
      description,
      rounds: ROUNDS,
      random,
      signal,
      spared,
    });
    report.figure('requests', found.requests);
    report.figure('operations', description.operations.length);
    report.figure('operations that succeeded', found.reached.size);
    expectThat(found.faults.length === 0, 'every answer is one that the API describes', {
      faults: found.faults.slice(0, 5),
    });
    expectThat(node.isRunning(), 'the process goes on');
  },
});
