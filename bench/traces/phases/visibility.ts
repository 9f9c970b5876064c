import { setTimeout as after } from 'node:timers/promises';
import { percentiles } from '../../lib/percentiles.ts';
import type { Finding } from '../finding.ts';
import type { Ground } from '../ours/ground.ts';
import { traceIdOf } from '../payload/ids.ts';
import { single } from '../payloads.ts';

const TIMES = 100;
const LOOK_EVERY_MS = 4;
const PAUSE_MS = 60;

/** Nothing else is asked of the server: from before a trace is posted until it is read. */
export const visibility = async (ground: Ground): Promise<Finding[]> => {
  const payload = single(ground.seed + 3);
  await ground.prepare(payload);
  await ground.visible();
  const took: number[] = [];
  for (let nth = 0; nth < TIMES; nth += 1) {
    await after(PAUSE_MS);
    const since = performance.now();
    await ground.send({ payload, connections: 1, first: nth, requests: 1 });
    const path = `/api/v1/traces/${traceIdOf(payload.seed, nth)}`;
    while ((await ground.api.status(path)) !== 200) await after(LOOK_EVERY_MS);
    took.push(performance.now() - since);
  }
  const { p50, p99, slowest } = percentiles(took);
  return [
    {
      what: 'posted until read, nothing else going on, p99',
      figure: p99,
      unit: 'ms',
      bar: { below: 110 },
      note: `p50 ${p50.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms of ${TIMES}`,
    },
  ];
};
