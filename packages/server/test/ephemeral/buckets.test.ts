import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Ephemeral } from '../../src/platform/ephemeral/ephemeral.ts';
import type { EphemeralTelemetry } from '../../src/platform/ephemeral/ephemeral-telemetry.ts';
import { openLine } from '../ground/line.ts';
import { NO_REDIS, useRedis } from '../ground/redis.ts';
import { isHere, openNodes } from './two-nodes.ts';

const HOLDS = 10;
const PATIENT = { bucketsWithinMs: 10_000 };

const allHere = (nodes: readonly Ephemeral[]) => expect.poll(() => nodes.every(isHere), { timeout: 5000 }).toBe(true);

/** How many of so many requests pass. Hardly anything flows in meanwhile. */
const passing = async ({ buckets }: Ephemeral, key: string, requests: number, capacity = HOLDS): Promise<number> => {
  const wish = { key, bucket: { capacity, refillPerSecond: 0.001 }, cost: 1 };
  const told = await Promise.all(Array.from({ length: requests }, () => buckets.take([wish])));
  return told.flat().filter(({ allowed }) => allowed).length;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

describe.skipIf(NO_REDIS)('limits of two nodes over a redis-server (skipped where none is installed)', () => {
  const redis = useRedis();
  const open = (options = {}) => openNodes([redis.url, redis.url], { ...PATIENT, ...options });

  test('both together let through what one bucket holds, and time fills it once', async () => {
    const nodes = await open();
    const key = randomUUID();
    expect(sum(await Promise.all(nodes.map((node) => passing(node, key, 30))))).toBe(HOLDS);
    for (const node of nodes) expect(await passing(node, key, 5)).toBe(0);

    const quick = { key: randomUUID(), bucket: { capacity: 5, refillPerSecond: 50 }, cost: 1 };
    const since = performance.now();
    let passed = 0;
    await expect
      .poll(
        async () => {
          for (const { buckets } of nodes) passed += (await buckets.take([quick]))[0]?.allowed === true ? 1 : 0;
          return passed >= 30;
        },
        { interval: 1, timeout: 10_000 },
      )
      .toBe(true);
    // what the burst does not give must have flowed in, to a millisecond of two clocks
    expect(performance.now() - since).toBeGreaterThanOrEqual(((30 - 5) / 50) * 1000 - 2);
  });

  test('where much is left Redis is told and not asked: two nodes give no more than there is all the same', async () => {
    const nodes = await open();
    const key = randomUUID();
    const asked = async (node: Ephemeral) => {
      let passed = 0;
      for (let wave = 0; wave < 20; wave += 1) passed += await passing(node, key, 50, 1000);
      return passed;
    };
    expect(sum(await Promise.all(nodes.map(asked)))).toBe(1000);
  });

  test('what nodes gave out too much at the same moment is owed, and nobody passes before time has paid for it', async () => {
    const nodes = await openNodes([redis.url, redis.url, redis.url, redis.url], PATIENT);
    const wish = { key: randomUUID(), bucket: { capacity: 100, refillPerSecond: 100 }, cost: 1 };
    const since = performance.now();
    let passed = 0;
    while (performance.now() - since < 1000) {
      const told = await Promise.all(nodes.map(({ buckets }) => buckets.take([wish])));
      passed += told.flat().filter(({ allowed }) => allowed).length;
    }
    const inAll = 100 + ((performance.now() - since) / 1000) * 100;
    expect(passed).toBeLessThanOrEqual(inAll + 2);
    expect(passed).toBeGreaterThan(inAll * 0.9);
  });

  test('while Redis is away each node goes on from what it knows, and afterwards Redis is told', async () => {
    const [one, other] = await open();
    const key = randomUUID();
    expect(await passing(one, key, 4)).toBe(4);
    expect(await passing(other, key, 1)).toBe(1);
    await redis.kill();
    // what others took is known here as of the last answer
    expect(await passing(one, key, 30)).toBe(6);
    expect(await passing(other, key, 30)).toBe(5);
    await redis.start();
    await allHere([one, other]);
    // the Redis that came back is empty, and its buckets are not full
    expect(sum([await passing(one, key, 30), await passing(other, key, 30)])).toBe(0);
  });

  test('a Redis that falls silent costs a request no more than its patience, and the next ones nothing', async () => {
    const [one, other] = await open({ bucketsWithinMs: 50, deadlineMs: 20_000 });
    const key = randomUUID();
    await passing(one, key, 1);
    redis.pause();
    const took: number[] = [];
    let passed = 0;
    for (let request = 0; request < 20; request += 1) {
      const since = performance.now();
      passed += await passing(one, key, 1);
      took.push(performance.now() - since);
    }
    expect(passed).toBe(HOLDS - 1);
    expect(took[0]).toBeGreaterThanOrEqual(45);
    expect(sum(took.slice(1))).toBeLessThan(500);
    redis.resume();
    // heard of late, and counted all the same
    await one.kv.get('a round trip');
    expect(isHere(one)).toBe(true);
    await expect.poll(() => passing(other, key, 1)).toBe(0);
  });

  test('who has nothing left is refused without asking Redis again', async () => {
    const [one] = await open();
    const key = randomUUID();
    await passing(one, key, 30);
    const admin = new Redis(redis.url.href);
    const calls = async () => Number(/cmdstat_evalsha:calls=(\d+)/.exec(await admin.info('commandstats'))?.[1] ?? 0);
    const before = await calls();
    expect(await passing(one, key, 1000)).toBe(0);
    // a beat of each node may be among them
    expect((await calls()) - before).toBeLessThan(20);
    admin.disconnect();
  });

  test('a node that is cut off alone decides alone, and is told apart by what it counts', async () => {
    const line = await openLine(redis.url);
    const counted = { lost: 0, without: 0 };
    const ephemeralTelemetry: EphemeralTelemetry = {
      lost: () => void (counted.lost += 1),
      didWithout: (what) => void (counted.without += what === 'limits' ? 1 : 0),
      reconciled() {},
      gap() {},
    };
    const [cutOff, other] = await openNodes([line.url, redis.url], { ...PATIENT, ephemeralTelemetry });
    const key = randomUUID();
    await passing(cutOff, key, 1);
    await line.cut();
    await expect.poll(() => isHere(cutOff)).toBe(false);
    expect(await passing(cutOff, key, 30)).toBe(HOLDS - 1);
    expect(await passing(other, key, 30)).toBe(HOLDS - 1);
    expect(counted).toEqual({ lost: 1, without: 30 });
    await line.mend();
    await allHere([cutOff]);
    expect(await passing(cutOff, key, 30)).toBe(0);
  });
});
