import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { createRandom } from '../../../packages/proving/src/run/random.ts';
import { percentiles } from '../../lib/percentiles.ts';
import type { Finding } from '../finding.ts';
import { startGenerator } from '../generator/start-generator.ts';
import { apiOf, setUp, type Api } from '../ours/api.ts';
import { visible } from '../ours/ground.ts';
import { createOracle } from '../ours/oracle.ts';
import { removeServer, startServer } from '../ours/server.ts';
import { small } from '../payloads.ts';

const SPANS_PER_SECOND = 6000;
const [SHORTEST_MS, LONGEST_MS] = [100, 1900];

/** Kills everything again and again while spans come, and reads back what was acknowledged: each span exactly once. */
export const kills = async (cycles: number, seed: number, say: (line: string) => void): Promise<Finding[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
  const random = createRandom(seed);
  const generator = await startGenerator();
  const payload = small(seed);
  const oracle = createOracle(payload);
  const starts: number[] = [];
  let key = '';
  let next = 0;
  let again: readonly number[] = [];

  const start = async () => {
    const since = performance.now();
    const server = await startServer(folder);
    if (key === '') key = await setUp(server.url, folder);
    const api: Api = apiOf(server.url, key);
    await visible(api);
    starts.push(performance.now() - since);
    return { server, api };
  };

  for (let cycle = 1; cycle <= cycles && oracle.isContent(); cycle += 1) {
    const { server, api } = await start();
    await oracle.look(api, 'latest');
    const target = { url: `${server.url}/v1/traces`, headers: { authorization: `Bearer ${key}` } };
    if (cycle === 1) await generator.make({ payload, target });
    const sending = generator.send({
      ...{ payload, target, first: next, again, connections: 4 },
      ...{ spansPerSecond: SPANS_PER_SECOND, seconds: LONGEST_MS / 1000, willBeCut: true },
    });
    await after(random.between(SHORTEST_MS, LONGEST_MS));
    await server.kill(cycle % 3 === 0 ? 'alone' : 'tree');
    const sent = await sending;
    oracle.acknowledged(sent.acknowledged);
    next = Math.max(next, ...[...sent.acknowledged, ...sent.open].map((batch) => batch + 1));
    // as an exporter does; what came through all the same must not be there twice
    again = [
      ...sent.open,
      ...again.filter((batch) => !sent.acknowledged.includes(batch) && !sent.open.includes(batch)),
    ];
    if (cycle % 10 === 0) say(`kill ${cycle}: ${oracle.told()}`);
  }

  const { server, api } = await start();
  await oracle.look(api, 'all');
  await server.stop();
  await generator.stop();
  // what is left tells why
  if (oracle.wrong() > 0) say(`The data folder is kept: ${folder}`);
  else await removeServer(folder);
  const { p50, slowest } = percentiles(starts);
  return [
    {
      what: `acknowledged spans not read back exactly once, ${cycles} kills`,
      figure: oracle.wrong(),
      unit: 'spans',
      bar: { below: 1 },
      note: `seed ${seed}: ${oracle.told()}; killed until found again p50 ${p50.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms`,
    },
  ];
};
