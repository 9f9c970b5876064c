import { randomUUID } from 'node:crypto';
import { nobodyAt } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { DECISIONS, openHouse, read, submit } from '../../src/decisions/house.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

export default scenario({
  id: 'DEC-02',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'A decision is read by everybody of its workspace, its history beside it; one that there is not is not found, and strangers hear nothing.',
  async run({ lab }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { agent, viewer } = await openHouse(await setUpInstance(node), 'Reading');
    const decision = await submit(agent);
    expectSame((await read(viewer, decision)).arguments, decision.arguments, 'a viewer reads what is asked for');
    for (const rest of ['', '/steps', '/revisions', '/wait?timeout_s=0']) {
      expectAnswer(await viewer.ask('GET', `${DECISIONS}/${decision.id}${rest}`), 200);
      expectAnswer(await viewer.ask('GET', `${DECISIONS}/${randomUUID()}${rest}`), 404, 'not_found');
      expectAnswer(await nobodyAt(node).ask('GET', `${DECISIONS}/${decision.id}${rest}`), 401, 'unauthenticated');
    }
  },
});
