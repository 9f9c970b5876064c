import { atShare } from '../../src/at-share.ts';
import { A_REFUND, DECISIONS, openHouse, waitingOf } from '../../src/decisions/house.ts';
import { startBareEndpoint } from '../../src/decisions/start-bare-endpoint.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { openLine, parsed, requestOf } from '../../src/line.ts';
import { times } from '../../src/load.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const AT_ONCE = 50;
const ROUNDS = 20;
const BODY = JSON.stringify(A_REFUND);

export default scenario({
  id: 'DEC-13',
  kind: 'performance',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'important',
  alone: true,
  claim:
    'Fifty decisions asked for at once are written down about as fast as an endpoint could that commits one row for each and does nothing else, and no crash takes one of them away.',
  async run({ lab, repeat, report }) {
    const database = await lab.database();
    const environment = { HOLDFAST_DATABASE_URL: database.directUrl };
    const node = await lab.node({ entry: 'product', database, environment });
    const { agent } = await openHouse(await setUpInstance(node), 'Fifty');
    const bare = lab.keep(await startBareEndpoint(database));

    const askAt = (url: URL, headers: Readonly<Record<string, string>>) => {
      const lines = Array.from({ length: AT_ONCE }, () => openLine(url));
      const request = requestOf('POST', url, headers, BODY);
      return async (ids: Set<string>): Promise<number> => {
        const since = performance.now();
        const answers = await times(AT_ONCE, (nth) => lines[nth]?.ask(request) ?? Promise.reject(new Error('no line')));
        const took = performance.now() - since;
        for (const answer of answers) {
          expectSame(answer.status, 201, 'it is written down');
          ids.add(parsed<{ id: string }>(answer).id);
        }
        return took;
      };
    };
    const askOurs = askAt(new URL(DECISIONS, node.url), { authorization: `Bearer ${agent.token}` });
    const askBare = askAt(bare.url, {});

    const [asked, others] = [new Set<string>(), new Set<string>()];
    const ours: number[] = [];
    const floor: number[] = [];
    // the first of each is slower, because of connections and code that never ran
    await askBare(others);
    await askOurs(asked);
    await repeat(ROUNDS, async () => {
      floor.push(await askBare(others));
      ours.push(await askOurs(asked));
    });
    expectSame(asked.size, AT_ONCE * (ROUNDS + 1), 'each is a decision of its own');
    // in the moment after the last answer
    await node.kill({ tree: false });
    await node.start();
    const kept = await waitingOf(agent);
    expectSame(asked.difference(kept).size, 0, 'the node that was killed has every decision');

    report.figure('time for 50 submissions', atShare(ours, 0.5), 'ms');
    report.figure('time for 50 at a bare endpoint', atShare(floor, 0.5), 'ms');
    report.figure('ratio to a bare endpoint', atShare(floor, 0.5) / atShare(ours, 0.5), 'x');
  },
});
