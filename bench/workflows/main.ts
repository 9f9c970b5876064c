import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median } from '../lib/load.ts';

const PATCHES = Number(process.argv[2] ?? 100_000);
const ROUNDS = 9;
const A_REQUEST = 1000;
const NODES = 20;
const KEYS = 2000;
const BEGIN = Date.now() - PATCHES * 10;
const PROBE = fileURLToPath(new URL('../../packages/server/test/probe/main.ts', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'holdfast-workflows-'));
const child = spawn(process.execPath, [PROBE, 'start'], {
  env: {
    PATH: process.env['PATH'] ?? '',
    HOLDFAST_DATA: folder,
    HOLDFAST_HTTP_PORT: '0',
    HOLDFAST_LOG_LEVEL: 'warn',
    HOLDFAST_LIMIT_MEMBER: '0',
    HOLDFAST_LIMIT_WORKSPACE: '0',
  },
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
const [{ url }] = (await once(child, 'message')) as [{ url: string }];
const headers = {
  authorization: `Bearer probe.analyst.${randomUUID()}.${randomUUID()}`,
  'content-type': 'application/json',
};
const path = '/api/v1/workflows/bench';

const ask = async (method: string, rest: string, body?: unknown): Promise<{ body: unknown; took: number }> => {
  const since = performance.now();
  const answer = await fetch(new URL(path + rest, url), { method, headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return { body: JSON.parse(text), took: performance.now() - since };
};

/** 10 ms apart, each about one of so many things. */
const patch = (nth: number, sequence = nth) => ({
  node: `node-${nth % NODES}`,
  sequence,
  time: new Date(BEGIN + nth * 10).toISOString(),
  patch: { [`item-${nth % KEYS}`]: { step: nth, by: `node-${nth % NODES}`, tags: ['a', 'b'], note: 'x'.repeat(40) } },
});
const send = (patches: readonly object[]) => ask('POST', '/patches', { patches });
const moment = (share: number): string => new Date(BEGIN + Math.floor(PATCHES * share) * 10).toISOString();

const timesOf = async (what: string, once: (round: number) => Promise<{ took: number }>): Promise<void> => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push((await once(round)).took);
  const [least, most] = [Math.min(...times), Math.max(...times)];
  console.log(`${what}: ${median(times).toFixed(1)} ms (${least.toFixed(1)} to ${most.toFixed(1)})`);
};

/** Until jobs have folded what they fold, so that what is read is at rest. */
const settle = async (): Promise<void> => {
  let before = -1;
  for (let same = 0; same < 3;) {
    const { took } = await ask('GET', '/state');
    same = Math.abs(took - before) < Math.max(5, before / 4) ? same + 1 : 0;
    before = took;
    await after(500);
  }
};

try {
  const since = performance.now();
  for (let nth = 0; nth < PATCHES; nth += A_REQUEST)
    await send(Array.from({ length: A_REQUEST }, (_nothing, index) => patch(nth + index)));
  console.log(
    `${PATCHES} patches by ${A_REQUEST}: ${Math.round((PATCHES * 1000) / (performance.now() - since))} a second`,
  );
  await settle();
  await timesOf('state now', () => ask('GET', '/state'));
  await timesOf('state at the middle', () => ask('GET', `/state?at=${moment(0.5)}`));
  await timesOf('state near the begin', () => ask('GET', `/state?at=${moment(0.01)}`));
  await timesOf('one more patch', (round) => send([patch(PATCHES + round)]));
  await timesOf('one late patch, near the begin', (round) =>
    send([{ ...patch(round + 10), sequence: PATCHES * 2 + round }]),
  );
  await timesOf('state now, after it', () => ask('GET', '/state'));
  const spread = Array.from({ length: 100 }, (_nothing, nth) => ({
    ...patch(Math.floor((nth * PATCHES) / 100) + 5),
    sequence: PATCHES * 3 + nth,
  }));
  const late = await send(spread);
  const worst = await ask('GET', '/state');
  console.log(
    `100 late patches, one in each hundredth: ${late.took.toFixed(1)} ms, the state right after: ${worst.took.toFixed(1)} ms`,
  );
  await settle();
  await timesOf('state when they were folded', () => ask('GET', '/state'));
  await timesOf('a page of 200 patches', () => ask('GET', '/patches?limit=200&order=newest'));
} finally {
  child.kill('SIGTERM');
  await once(child, 'exit');
  await rm(folder, { recursive: true, force: true });
}
