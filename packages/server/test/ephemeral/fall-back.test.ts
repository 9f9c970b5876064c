import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { noEphemeralTelemetry } from '../../src/platform/ephemeral/ephemeral-telemetry.ts';
import type { Ephemeral } from '../../src/platform/ephemeral/ephemeral.ts';
import { openLine } from '../ground/line.ts';
import { NO_REDIS, useRedis } from '../ground/redis.ts';
import { isHere, openNodes } from './two-nodes.ts';

const TTL = { ttlMs: 60_000 };

const allHere = (nodes: readonly Ephemeral[]) => expect.poll(() => nodes.every(isHere), { timeout: 5000 }).toBe(true);
const allAway = (nodes: readonly Ephemeral[]) => expect.poll(() => nodes.some(isHere), { timeout: 5000 }).toBe(false);

describe.skipIf(NO_REDIS)('two nodes and a redis-server (skipped where none is installed)', () => {
  const redis = useRedis();
  const open = () => openNodes([redis.url, redis.url]);

  test('what one writes the other reads, also after Redis has died', async () => {
    const [one, other] = await open();
    await one.kv.set('session', 'a', TTL);
    expect(await other.kv.get('session')).toBe('a');
    await one.kv.set('never read there', 'b', TTL);
    await expect.poll(() => other.size().entries).toBe(2);
    await redis.kill();
    expect(await other.kv.get('never read there')).toBe('b');
    await redis.start();
    await allHere([one, other]);
  });

  test('what somebody else says on the channel of the nodes is passed over', async () => {
    const instanceId = randomUUID();
    const [one, other] = await openNodes([redis.url, redis.url], { instanceId });
    const stranger = new Redis(redis.url.href);
    const notes = [null, 7, {}, { kind: 'kv' }, { kind: 'kv', entry: {} }, { kind: 'slot' }, { kind: 'message' }];
    for (const said of ['no json', 'null', ...notes.map((note) => JSON.stringify({ from: 'x', note }))])
      expect(await stranger.publish(`holdfast:${instanceId}:bus`, said)).toBe(2);
    stranger.disconnect();
    await one.kv.set('after', 'a', TTL);
    await expect.poll(() => other.size().entries).toBe(1);
    expect([isHere(one), isHere(other)]).toEqual([true, true]);
  });

  test('a value that somebody else put under a key of ours is none, and no line breaks over it', async () => {
    const instanceId = randomUUID();
    const stranger = new Redis(redis.url.href);
    await stranger.set(`holdfast:${instanceId}:kv:odd`, 'garbage');
    stranger.disconnect();
    let losses = 0;
    const ephemeralTelemetry = { ...noEphemeralTelemetry, lost: () => void (losses += 1) };
    const [one] = await openNodes([redis.url], { instanceId, ephemeralTelemetry });
    expect(await one.kv.get('odd')).toBeUndefined();
    expect(await one.kv.set('odd', 'ours', TTL)).toBe(true);
    expect([await one.kv.get('odd'), losses]).toEqual(['ours', 0]);
  });

  test('a Redis that lost everything is told again by those who know', async () => {
    const [one, other] = await open();
    for (let index = 0; index < 500; index += 1) await one.kv.set(`k${index}`, String(index), TTL);
    await redis.kill();
    await redis.start();
    await allHere([one, other]);
    const [third] = await openNodes([redis.url]);
    expect(await third.kv.get('k1')).toBeUndefined();
    for (const index of [0, 250, 499]) expect(await other.kv.get(`k${index}`)).toBe(String(index));
  });

  test('written on both sides while Redis was away, the newest wins and nothing is lost', async () => {
    const [one, other] = await open();
    await one.kv.set('both', 'before', TTL);
    await redis.kill();
    await one.kv.set('both', 'older', TTL);
    await one.kv.set('only one', '1', TTL);
    // which is newer is told to the millisecond
    const written = systemClock.now();
    await expect.poll(systemClock.now, { interval: 1 }).toBeGreaterThan(written);
    await other.kv.set('both', 'newer', TTL);
    await other.kv.set('only other', '2', TTL);
    await redis.start();
    await allHere([one, other]);
    for (const node of [one, other]) {
      expect(await node.kv.get('both')).toBe('newer');
      expect(await node.kv.get('only one')).toBe('1');
      expect(await node.kv.get('only other')).toBe('2');
    }
  });

  test('what was deleted while Redis was away does not come back from anywhere', async () => {
    const [one, other] = await open();
    for (const key of ['deleted', 'taken']) await one.kv.set(key, 'a', TTL);
    await expect.poll(() => other.size().entries).toBe(2);
    await redis.kill();
    expect(await other.kv.delete('deleted')).toBe(true);
    expect(await other.kv.take('taken')).toBe('a');
    await redis.start();
    await allHere([one, other]);
    for (const node of [one, other])
      for (const key of ['deleted', 'taken']) expect(await node.kv.get(key)).toBeUndefined();
  });

  test('a Redis that was emptied is noticed by the next command, and nothing is missing', async () => {
    const [one] = await open();
    await one.kv.set('kept', 'a', TTL);
    const admin = new Redis(redis.url.href);
    await admin.flushall();
    admin.disconnect();
    expect(await one.kv.get('kept')).toBe('a');
    await allHere([one]);
    expect(await one.kv.get('kept')).toBe('a');
  });

  test('a Redis that falls silent costs one deadline, and nobody waits twice', async () => {
    const [one] = await open();
    await one.kv.set('here', 'a', TTL);
    redis.pause();
    const since = performance.now();
    const asked = await Promise.all(Array.from({ length: 50 }, () => one.kv.get('here')));
    const first = performance.now() - since;
    for (let index = 0; index < 50; index += 1) await one.kv.get('here');
    const later = performance.now() - since - first;
    expect(new Set(asked)).toEqual(new Set(['a']));
    expect(first).toBeLessThan(1500);
    expect(later).toBeLessThan(100);
    expect(one.redis?.health()).toMatchObject({
      status: 'degraded',
      detail: expect.stringContaining('HOLDFAST_REDIS_URL'),
    });
    await one.kv.set('here', 'b', TTL);
    redis.resume();
    await allHere([one]);
    expect(await one.kv.get('here')).toBe('b');
  });

  test('a Redis that is not there at the start is joined when it comes', async () => {
    await redis.kill();
    const [one, other] = await open();
    expect(isHere(one)).toBe(false);
    await one.kv.set('early', 'a', TTL);
    await redis.start();
    await allHere([one, other]);
    expect(await other.kv.get('early')).toBe('a');
  });

  test('counts of both sides are added up when Redis is back', async () => {
    const [one, other] = await open();
    const key = randomUUID();
    await one.counters.add(key, 5, TTL);
    await other.counters.add(key, 1, TTL);
    await redis.kill();
    await allAway([one, other]);
    expect(await one.counters.add(key, 10, TTL)).toBe(15);
    expect(await other.counters.add(key, 100, TTL)).toBe(106);
    await redis.start();
    await allHere([one, other]);
    for (const node of [one, other]) expect(await node.counters.add(key, 0, TTL)).toBe(116);
  });

  test('slots are shared, and those of a node that dies are free after its lease', async () => {
    const line = await openLine(redis.url);
    const [dies, lives] = await openNodes([line.url, redis.url]);
    await dies.slots.acquire('s', { limit: 1, leaseMs: 600 });
    let given = false;
    const waiting = lives.slots.acquire('s', { limit: 1, leaseMs: 600 }).then((slot) => {
      given = true;
      return slot;
    });
    await lives.kv.get('a round trip');
    expect(given).toBe(false);
    // for the others a node that is cut off is one that has died
    await line.cut();
    await (await waiting)?.release();
  });

  test('a node that was cut off alone brings back what it wrote, and not what was deleted behind its back', async () => {
    const line = await openLine(redis.url);
    const [cutOff, other] = await openNodes([line.url, redis.url]);
    for (const key of ['deleted', 'changed', 'short']) await cutOff.kv.set(key, 'a', TTL);
    await line.cut();
    await expect.poll(() => isHere(cutOff)).toBe(false);
    await other.kv.delete('deleted');
    await other.kv.set('changed', 'b', TTL);
    // its own end must not bring back the older value, which would have lived longer
    await other.kv.set('short', 'b', { ttlMs: 1 });
    await cutOff.kv.set('own', 'c', TTL);
    expect(await cutOff.kv.get('deleted')).toBe('a');
    await line.mend();
    await allHere([cutOff]);
    for (const node of [cutOff, other]) {
      const told = await Promise.all(['deleted', 'changed', 'short', 'own'].map((key) => node.kv.get(key)));
      expect(told).toEqual([undefined, 'b', undefined, 'c']);
    }
  });

  test('slots held through an outage are held afterwards, and nobody new comes in before there is room', async () => {
    const [one, other] = await open();
    const wish = { limit: 4, leaseMs: 2000 };
    const held = await Promise.all([1, 2, 3].map(() => one.slots.acquire('s', wish)));
    await redis.kill();
    await allAway([one, other]);
    // its share of four between two nodes
    const alone = await Promise.all([1, 2].map(() => other.slots.acquire('s', wish)));
    let given = false;
    const next = other.slots.acquire('s', wish).then((slot) => {
      given = true;
      return slot;
    });
    await redis.start();
    await allHere([one, other]);
    await held[0]?.release();
    await one.kv.get('a round trip');
    expect(given).toBe(false);
    expect([...held, ...alone].some((slot) => slot?.lost.aborted)).toBe(false);
    for (const slot of [...held, ...alone]) await slot?.release();
    await (await next)?.release();
  });

  test('messages reach the other node; who may have missed some is told', async () => {
    const [one, other] = await open();
    const heard: string[] = [];
    let gaps = 0;
    other.bus.subscribe(
      'c',
      (message) => heard.push(message),
      () => (gaps += 1),
    );
    await one.bus.publish('c', 'first');
    await expect.poll(() => heard).toEqual(['first']);
    const before = gaps;
    await redis.kill();
    await one.bus.publish('c', 'nobody hears this there');
    await expect.poll(() => gaps).toBeGreaterThan(before);
    await redis.start();
    await allHere([one, other]);
    await one.bus.publish('c', 'second');
    await expect.poll(() => heard).toEqual(['first', 'second']);
  });
});
