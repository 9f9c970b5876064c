import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBucketShelf } from './bucket-shelf.ts';
import { takeFromShelf } from './memory-buckets.ts';
import type { Bucket } from './token-buckets.ts';

const MINUTE = { capacity: 60, refillPerSecond: 1 };

const setUp = (most?: number) => {
  let now = 0;
  const shelf = createBucketShelf(() => now, most);
  return {
    take: (key: string, bucket: Bucket, cost: number) => takeFromShelf(shelf, [{ key, bucket, cost }])[0],
    size: shelf.size,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
};

describe('a bucket in memory', () => {
  test('gives all it has at once, then one a second, and says when', () => {
    const { take, pass } = setUp();
    for (let left = 59; left >= 0; left -= 1)
      expect(take('a', MINUTE, 1)).toEqual({ allowed: true, remaining: left, retryAfterMs: 0 });
    expect(take('a', MINUTE, 1)).toEqual({ allowed: false, remaining: 0, retryAfterMs: 1000 });
    pass(400);
    expect(take('a', MINUTE, 1)).toMatchObject({ allowed: false, retryAfterMs: 600 });
    pass(600);
    expect(take('a', MINUTE, 1)).toMatchObject({ allowed: true });
    expect(take('b', MINUTE, 1)).toMatchObject({ remaining: 59 });
  });

  test('never holds more than it can, however long nobody came', () => {
    const { take, pass } = setUp();
    take('a', MINUTE, 60);
    pass(10 * 365 * 86_400_000);
    expect(take('a', MINUTE, 0)).toMatchObject({ remaining: 60 });
  });

  test('what costs more than there is takes nothing', () => {
    const { take } = setUp();
    expect(take('a', MINUTE, 61)).toMatchObject({ allowed: false, remaining: 60, retryAfterMs: 1000 });
    expect(take('a', MINUTE, 60)).toMatchObject({ allowed: true, remaining: 0 });
  });

  test('gives no more than it holds and what flowed in, whoever comes when', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 5 })), { maxLength: 200 }), (steps) => {
        const { take, pass } = setUp();
        let passed = 0;
        let given = 0;
        for (const [milliseconds, cost] of steps) {
          pass(milliseconds);
          passed += milliseconds;
          const taken = take('a', { capacity: 10, refillPerSecond: 2 }, cost);
          if (taken?.allowed === true) given += cost;
          expect(given).toBeLessThanOrEqual(10 + (passed / 1000) * 2 + 1e-6);
        }
      }),
    );
  });

  test('a hundred thousand keys that come once cost the memory of a few thousand, and an empty bucket in use stays empty', () => {
    const { take, size } = setUp(4000);
    take('attacker', MINUTE, 60);
    for (let key = 0; key < 100_000; key += 1) {
      take(`once:${key}`, MINUTE, 1);
      if (key % 1000 === 0) expect(take('attacker', MINUTE, 1)).toMatchObject({ allowed: false });
    }
    expect(size()).toBeLessThanOrEqual(4000);
  });

  test('what nobody touches for two minutes is forgotten, and was full by then', () => {
    const { take, size, pass } = setUp();
    for (let key = 0; key < 100; key += 1) take(`k${key}`, MINUTE, 60);
    for (let minute = 0; minute < 2; minute += 1) {
      pass(60_001);
      take('other', MINUTE, 1);
    }
    expect(size()).toBeLessThanOrEqual(2);
    expect(take('k1', MINUTE, 60)).toMatchObject({ allowed: true });
  });
});
