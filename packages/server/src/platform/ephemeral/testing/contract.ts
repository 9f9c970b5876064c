import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Ephemeral, Slot } from '../ephemeral.ts';
import type { BucketWish } from '../token-buckets.ts';

const TTL = { ttlMs: 60_000 };
const LEASE = { leaseMs: 5000 };

/** What every implementation keeps. Whoever calls it gives one that is open for all of the tests. */
export const keepsTheContract = (what: string, open: () => Ephemeral): void => {
  const key = (): string => `k-${randomUUID()}`;

  describe(`kv of ${what}`, () => {
    test('gives back what was set, whatever the text', async () => {
      const { kv } = open();
      for (const value of ['', 'plain', '\u0000|\n"\u{1F980}', 'x'.repeat(200_000)]) {
        const name = key();
        expect(await kv.set(name, value, TTL)).toBe(true);
        expect(await kv.get(name)).toBe(value);
      }
      expect(await kv.get(key())).toBeUndefined();
    });

    test('the last of several writes counts', async () => {
      const { kv } = open();
      const name = key();
      for (const value of ['a', 'b', 'c']) await kv.set(name, value, TTL);
      expect(await kv.get(name)).toBe('c');
    });

    test('a value ends with its time', async () => {
      const { kv } = open();
      const name = key();
      await kv.set(name, 'soon gone', { ttlMs: 60 });
      await expect.poll(() => kv.get(name)).toBeUndefined();
      expect(await kv.set(name, 'anew', { ...TTL, ifAbsent: true })).toBe(true);
    });

    test('of many who set what is absent one succeeds', async () => {
      const { kv } = open();
      const name = key();
      const told = await Promise.all(
        Array.from({ length: 20 }, (_nothing, index) => kv.set(name, String(index), { ...TTL, ifAbsent: true })),
      );
      expect(told.filter(Boolean)).toHaveLength(1);
      expect(await kv.get(name)).toBe(String(told.indexOf(true)));
    });

    test('deleting tells whether there was something, and it stays away', async () => {
      const { kv } = open();
      const name = key();
      await kv.set(name, 'a', TTL);
      expect(await kv.delete(name)).toBe(true);
      expect(await kv.delete(name)).toBe(false);
      expect(await kv.get(name)).toBeUndefined();
      expect(await kv.set(name, 'b', { ...TTL, ifAbsent: true })).toBe(true);
    });

    test('of many who take one gets it', async () => {
      const { kv } = open();
      const name = key();
      await kv.set(name, 'once', TTL);
      const taken = await Promise.all(Array.from({ length: 20 }, () => kv.take(name)));
      expect(taken.filter((value) => value !== undefined)).toEqual(['once']);
      expect(await kv.get(name)).toBeUndefined();
    });

    test('what our own code may not ask for is refused', async () => {
      const { kv, counters, slots } = open();
      await expect(kv.set('k', 'v', { ttlMs: 0 })).rejects.toThrow(RangeError);
      await expect(kv.set('k', 'v', { ttlMs: 25 * 3600 * 1000 })).rejects.toThrow(RangeError);
      await expect(kv.set('', 'v', TTL)).rejects.toThrow(RangeError);
      await expect(kv.set('k', 'x'.repeat(300_000), TTL)).rejects.toThrow(RangeError);
      await expect(counters.add('c', 0.5, TTL)).rejects.toThrow(RangeError);
      await expect(slots.acquire('s', { limit: 0, ...LEASE })).rejects.toThrow(RangeError);
    });
  });

  describe(`counters of ${what}`, () => {
    test('count every addition once', async () => {
      const { counters } = open();
      const name = key();
      const told = await Promise.all(Array.from({ length: 50 }, () => counters.add(name, 2, TTL)));
      expect(new Set(told).size).toBe(50);
      expect(await counters.add(name, -100, TTL)).toBe(0);
    });

    test('begin anew when their time is up, which later additions do not move', async () => {
      const { counters } = open();
      const name = key();
      await counters.add(name, 1, { ttlMs: 80 });
      await expect.poll(() => counters.add(name, 0, TTL)).toBe(0);
    });
  });

  describe(`slots of ${what}`, () => {
    test('ten at once, and the rest in their order', async () => {
      const { slots } = open();
      const name = key();
      const order: number[] = [];
      const given: Slot[] = [];
      const all = Array.from({ length: 25 }, async (_nothing, index) => {
        given.push(await slots.acquire(name, { limit: 10, ...LEASE }));
        order.push(index);
      });
      await expect.poll(() => order.length).toBe(10);
      expect(slots.count()).toEqual({ held: 10, waiting: 15 });
      for (let freed = 0; freed < 25; freed += 1) {
        await given[freed]?.release();
        await expect.poll(() => order.length).toBe(Math.min(25, 11 + freed));
      }
      await Promise.all(all);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    });

    test('who gives up waiting leaves the queue, who gives up holding makes room', async () => {
      const { slots } = open();
      const name = key();
      const holder = new AbortController();
      const waiter = new AbortController();
      await slots.acquire(name, { limit: 1, ...LEASE, signal: holder.signal });
      const given = slots.acquire(name, { limit: 1, ...LEASE, signal: waiter.signal });
      const last = slots.acquire(name, { limit: 1, ...LEASE });
      waiter.abort(new Error('changed my mind'));
      await expect(given).rejects.toThrow('changed my mind');
      holder.abort();
      await (await last).release();
      await expect(slots.acquire(name, { limit: 1, ...LEASE, signal: holder.signal })).rejects.toThrow('aborted');
    });

    test('are kept for longer than their lease by who lives', async () => {
      const { slots } = open();
      const name = key();
      const held = await slots.acquire(name, { limit: 1, leaseMs: 300 });
      let given = false;
      const next = slots.acquire(name, { limit: 1, leaseMs: 300 }).then((slot) => {
        given = true;
        return slot;
      });
      // three leases, by the clock of whoever judges them
      await open().kv.set(name, 'not over yet', { ttlMs: 900 });
      await expect.poll(() => open().kv.get(name), { timeout: 5000 }).toBeUndefined();
      expect(given).toBe(false);
      expect(held.lost.aborted).toBe(false);
      await held.release();
      await (await next).release();
    });
  });

  describe(`buckets of ${what}`, () => {
    /** Hardly filled while a test runs. */
    const wish = (name: string, capacity: number, cost = 1): BucketWish => ({
      key: name,
      bucket: { capacity, refillPerSecond: 0.01 },
      cost,
    });

    test('give what they hold and no more, also to many at the same moment, and say when there is more', async () => {
      const { buckets } = open();
      const name = key();
      const told = await Promise.all(Array.from({ length: 40 }, () => buckets.take([wish(name, 10)])));
      expect(told.flat().filter((taken) => taken.allowed)).toHaveLength(10);
      const [over] = await buckets.take([wish(name, 10)]);
      expect(over).toMatchObject({ allowed: false, remaining: expect.closeTo(0, 0) });
      expect(over?.retryAfterMs).toBeGreaterThan(50_000);
      expect(over?.retryAfterMs).toBeLessThanOrEqual(100_000);
      expect(await buckets.take([wish(key(), 10)])).toEqual([{ allowed: true, remaining: 9, retryAfterMs: 0 }]);
    });

    test('are taken from in order, up to the first that has not enough', async () => {
      const { buckets } = open();
      const [one, other] = [key(), key()];
      const both = () => buckets.take([wish(one, 1), wish(other, 5)]);
      expect((await both()).map((taken) => taken.allowed)).toEqual([true, true]);
      expect((await both()).map((taken) => taken.allowed)).toEqual([false]);
      const [left] = await buckets.take([wish(other, 5, 0)]);
      expect(left?.remaining).toBeCloseTo(4, 0);
    });

    test('what costs more than there is takes nothing', async () => {
      const { buckets } = open();
      const name = key();
      expect(await buckets.take([wish(name, 5, 6)])).toMatchObject([{ allowed: false, remaining: 5 }]);
      expect(await buckets.take([wish(name, 5, 5)])).toMatchObject([{ allowed: true }]);
    });

    test('are filled by time, up to what they hold', async () => {
      const { buckets } = open();
      const quick = { key: key(), bucket: { capacity: 3, refillPerSecond: 20 } };
      await buckets.take([{ ...quick, cost: 3 }]);
      const left = async () => (await buckets.take([{ ...quick, cost: 0 }]))[0]?.remaining;
      await expect.poll(left).toBe(3);
      expect(await buckets.take([{ ...quick, cost: 4 }])).toMatchObject([{ allowed: false, remaining: 3 }]);
    });
  });

  describe(`the bus of ${what}`, () => {
    test('reaches every subscriber of a channel in order, until it goes, and nobody else', async () => {
      const { bus } = open();
      const [one, other] = [key(), key()];
      const heard: string[] = [];
      const leave = bus.subscribe(one, (message) => heard.push(`a${message}`));
      const leaveToo = bus.subscribe(one, (message) => heard.push(`b${message}`));
      await bus.publish(other, 'x');
      for (const message of ['1', '2']) await bus.publish(one, message);
      expect(heard).toEqual(['a1', 'b1', 'a2', 'b2']);
      leave();
      await bus.publish(one, '3');
      expect(heard.slice(4)).toEqual(['b3']);
      leaveToo();
    });

    test('a subscriber that fails does not keep the message from the others', async () => {
      const { bus } = open();
      const channel = key();
      const heard: string[] = [];
      const leave = bus.subscribe(channel, () => {
        throw new Error('stumbles');
      });
      const leaveToo = bus.subscribe(channel, (message) => heard.push(message));
      await bus.publish(channel, 'all the same');
      expect(heard).toEqual(['all the same']);
      leave();
      leaveToo();
    });
  });
};
