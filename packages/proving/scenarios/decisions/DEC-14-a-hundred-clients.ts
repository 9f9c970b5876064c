import { atShare } from '../../src/at-share.ts';
import { openHouse, submit } from '../../src/decisions/house.ts';
import { lookAround, type LookAround } from '../../src/decisions/look-around.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { times } from '../../src/load.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const THERE = 200;
const P99 = 0.99;
/** A hundred who each look at something twice a second. */
const CLIENTS: LookAround = { clients: 100, everyMs: 500, seconds: 15, writes: 0 };

export default scenario({
  id: 'DEC-14',
  kind: 'performance',
  tier: 'nightly',
  needs: ['lab', 'database'],
  weight: 'important',
  alone: true,
  claim:
    'A hundred who look at something twice a second are answered in a moment, also while one in ten of them asks for a decision or makes one.',
  async run({ lab, report }) {
    const database = await lab.database();
    const environment = { HOLDFAST_DATABASE_URL: database.directUrl };
    const node = await lab.node({ entry: 'product', database, environment });
    const house = await openHouse(await setUpInstance(node), 'Hundred');
    const ids = (await times(THERE, (nth) => submit(house.agent, nth % 5 === 0 ? { priority: 'high' } : {}))).map(
      ({ id }): string => id,
    );
    // what is slow once, as connections and code that never ran, is over
    await lookAround(house, ids, { ...CLIENTS, seconds: 3 });
    const reading = await lookAround(house, ids, CLIENTS);
    const mixed = await lookAround(house, ids, { ...CLIENTS, writes: 0.1 });
    expectSame([...reading.odd, ...mixed.odd], [], 'everything is answered as it should be');
    expectThat(mixed.writes.length > CLIENTS.clients, 'much was written meanwhile', { writes: mixed.writes.length });
    report.figure('reads alone', reading.reads.length);
    report.figure('p99 of reads alone', atShare(reading.reads, P99), 'ms');
    report.figure('reads and writes', mixed.reads.length + mixed.writes.length);
    report.figure('p50', atShare(mixed.reads, 0.5), 'ms');
    report.figure('p99', atShare(mixed.reads, P99), 'ms');
    report.figure('p99 of writes', atShare(mixed.writes, P99), 'ms');
  },
});
