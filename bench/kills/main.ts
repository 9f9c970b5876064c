import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../../packages/proving/src/run/random.ts';
import { median } from '../lib/load.ts';
import { killAll, treeOf } from '../lib/process-tree.ts';

const CYCLES = Number(process.argv[2] ?? 200);
const SEED = Number(process.argv[3] ?? Date.now() % 1_000_000);
const WRITERS = 8;
const PROBE = fileURLToPath(new URL('../../packages/server/test/probe/main.ts', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'holdfast-kills-'));
const headers = {
  authorization: `Bearer probe.analyst.${randomUUID()}.${randomUUID()}`,
  'content-type': 'application/json',
};

const start = async (): Promise<{ child: ChildProcess; url: string; took: number }> => {
  const since = performance.now();
  const child = spawn(process.execPath, [PROBE, 'start'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOLDFAST_DATA: folder,
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => (complaint += String(chunk)));
  const message = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => undefined)]);
  if (message === undefined) throw new Error(`A start failed: ${complaint}`);
  return { child, url: (message[0] as { url: string }).url, took: performance.now() - since };
};

const postmasterPid = (): number =>
  Number(readFileSync(join(folder, 'postgres/18/postmaster.pid'), 'utf8').split('\n', 1)[0]);

const acknowledged = new Set<string>();

const write = async (url: string): Promise<void> => {
  for (;;) {
    const title = randomUUID();
    const answer = await fetch(new URL('/api/v1/probe/notes', url), {
      method: 'POST',
      headers,
      body: JSON.stringify({ title }),
    }).catch(() => undefined);
    if (answer === undefined) return;
    if (answer.status === 201) acknowledged.add(title);
  }
};

const readAll = async (url: string): Promise<Map<string, number>> => {
  const seen = new Map<string, number>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer = await fetch(
      new URL(`/api/v1/probe/notes?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`, url),
      { headers },
    );
    const page = (await answer.json()) as { items: { title: string }[]; next_cursor: string | null };
    for (const { title } of page.items) seen.set(title, (seen.get(title) ?? 0) + 1);
    cursor = page.next_cursor;
  }
  return seen;
};

const random = createRandom(SEED);
const starts: number[] = [];
let lost = 0;
let doubled = 0;
const look = async (url: string): Promise<void> => {
  const seen = await readAll(url);
  lost = [...acknowledged].filter((title) => !seen.has(title)).length;
  doubled = [...seen.values()].filter((times) => times > 1).length;
};

let kills = 0;
for (let cycle = 1; cycle <= CYCLES && lost + doubled === 0; cycle += 1) {
  const { child, url, took } = await start();
  starts.push(took);
  // the full check grows with what was written, so it is made every tenth time and at the end
  if (cycle % 10 === 0 || cycle === CYCLES) {
    await look(url);
    process.stdout.write(`cycle ${cycle}: ${acknowledged.size} acknowledged, ${lost} lost, ${doubled} doubled\n`);
  }
  const writers = Array.from({ length: WRITERS }, () => write(url));
  await after(random.between(30, 430));
  killAll([...treeOf(child.pid ?? 0), ...(cycle % 3 === 0 ? [] : treeOf(postmasterPid()))]);
  await Promise.all([...writers, once(child, 'exit')]);
  kills += 1;
}

const { child, url, took } = await start();
starts.push(took);
await look(url);
process.stdout.write(
  `${kills} kills, seed ${SEED}: ${acknowledged.size} acknowledged, ${lost} lost, ${doubled} doubled; start after a kill median ${Math.round(median(starts))} ms, slowest ${Math.round(Math.max(...starts))} ms\n`,
);
child.kill('SIGTERM');
const [code] = (await once(child, 'exit')) as [number];
await rm(folder, { recursive: true, force: true });
process.exitCode = lost + doubled > 0 || code !== 0 ? 1 : 0;
