import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { systemClock } from '../../packages/server/src/platform/clock/clock.ts';
import { within } from '../../packages/server/src/platform/clock/deadline.ts';
import { jitter } from '../../packages/server/src/platform/crypto/random.ts';
import { createWithFallBack } from '../../packages/server/src/platform/ephemeral/with-fall-back.ts';
import { createIds } from '../../packages/server/src/platform/ids/uuid7.ts';
import { redisProgram, startRedisServer } from '../../packages/server/test/ground/redis-server.ts';
import { silentLog } from '../../packages/server/test/ground/silent-log.ts';
import { median } from '../lib/load.ts';

const KILLS = Number(process.argv[2] ?? 50);
const SEED = Number(process.argv[3] ?? Date.now() % 1_000_000);
const NODES = 3;
const WRITERS = 12;
const KEYS = 20;
const SLOTS = { limit: 3, leaseMs: 3000 };
const TTL = { ttlMs: 3_600_000 };

/** mulberry32: the same seed gives the same moments. */
const randomFrom = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

if (redisProgram === undefined) {
  process.stdout.write('Not run: needs redis-server or valkey-server, which is not installed here.\n');
  process.exit(0);
}

const random = randomFrom(SEED);
const redis = await startRedisServer();
const instanceId = randomUUID();
let losses = 0;
const nodes = Array.from({ length: NODES }, () =>
  createWithFallBack({
    url: redis.url,
    instanceId,
    clock: systemClock,
    makeId: createIds(systemClock),
    jitter,
    log: { ...silentLog, warn: () => (losses += 1) },
    nodes: () => NODES,
  }),
);
await Promise.all(nodes.map((node) => node.tried));
const nodeOf = (index: number) => {
  const node = nodes[index % NODES];
  if (node === undefined) throw new Error('there are nodes');
  return node;
};

const left = new Map<string, string | undefined>();
const added = new Map<string, number>();
const took: number[] = [];
const wrong = { lost: 0, cameBack: 0, undercounted: 0, stuck: 0, crowded: 0 };
let acts = 0;
let turns = 0;
let working = true;
let calm = true;

/** Its own keys on its own node: what it reads must be what it left, whatever happens to Redis. */
const write = async (writer: number): Promise<void> => {
  const { kv, counters } = nodeOf(writer);
  for (let round = 0; working; round += 1) {
    const key = `w${writer}.${Math.floor(random() * KEYS)}`;
    const since = performance.now();
    const seen = await kv.get(key);
    if (seen !== left.get(key)) wrong[seen === undefined ? 'lost' : 'cameBack'] += 1;
    if (random() < 0.25) {
      await kv.delete(key);
      left.set(key, undefined);
    } else {
      await kv.set(key, `${round}`, TTL);
      left.set(key, `${round}`);
    }
    const counter = `c${writer % 4}`;
    await counters.add(counter, 1, TTL);
    added.set(counter, (added.get(counter) ?? 0) + 1);
    took.push(performance.now() - since);
    acts += 3;
    await after(2);
  }
};

let holding = 0;
const useSlots = async (user: number): Promise<void> => {
  while (working) {
    const slot = await nodeOf(user).slots.acquire('turns', SLOTS);
    holding += 1;
    turns += 1;
    if (calm && holding > SLOTS.limit) wrong.crowded += 1;
    await after(random() * 20);
    holding -= 1;
    await slot.release();
  }
};

const drainSlots = async (): Promise<void> => {
  const all = Array.from({ length: SLOTS.limit }, (_nothing, index) => nodeOf(index).slots.acquire('turns', SLOTS));
  try {
    for (const slot of await within(5000, 'Getting every slot', Promise.all(all))) await slot.release();
  } catch {
    wrong.stuck += 1;
  }
};

/** Of counts the others' part is only known while Redis is there: a node that loses it in between is asked again. */
const undercounted = async (): Promise<number> => {
  await untilAll('ok');
  const before = losses;
  let found = 0;
  for (const { counters } of nodes) {
    for (const [key, sum] of added) if ((await counters.add(key, 0, TTL)) < sum) found += 1;
  }
  return losses === before ? found : undercounted();
};

const check = async (): Promise<void> => {
  for (const { kv } of nodes) {
    for (const [key, value] of left) {
      if ((await kv.get(key)) !== value) wrong[value === undefined ? 'cameBack' : 'lost'] += 1;
    }
  }
  wrong.undercounted += await undercounted();
  await drainSlots();
};

const untilAll = async (status: 'ok' | 'degraded'): Promise<void> => {
  while (nodes.some((node) => node.redis.health().status !== status)) await after(5);
};

const returns: number[] = [];
for (let kill = 1; kill <= KILLS; kill += 1) {
  working = true;
  const work = Promise.all([
    ...Array.from({ length: WRITERS }, (_nothing, writer) => write(writer)),
    ...Array.from({ length: 9 }, (_nothing, user) => useSlots(user)),
  ]);
  await after(50 + random() * 200);
  calm = false;
  await redis.kill();
  await after(random() * 300);
  await redis.start();
  const since = performance.now();
  await untilAll('ok');
  returns.push(performance.now() - since);
  await after(random() * 100);
  working = false;
  await work;
  await check();
  calm = true;
  if (kill % 10 === 0) process.stdout.write(`kill ${kill}: ${acts} acts, ${turns} turns, ${JSON.stringify(wrong)}\n`);
}

took.sort((one, other) => one - other);
process.stdout.write(
  `${KILLS} kills, seed ${SEED}, ${NODES} nodes: ${acts} acts, ${turns} turns at slots; ${JSON.stringify(wrong)}; three acts in a row p50 ${median(took).toFixed(1)} ms, slowest ${Math.round(took.at(-1) ?? 0)} ms; Redis counts again after median ${Math.round(median(returns))} ms\n`,
);
await Promise.all(nodes.map((node) => node.close()));
await redis.remove();
process.exitCode = Object.values(wrong).some((count) => count > 0) ? 1 : 0;
