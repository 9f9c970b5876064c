import { getVersion } from '@holdfast/protocol/process/version';
import { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Principal } from '../http/context.ts';
import { placeOf } from './address-place.ts';
import { createLimits, type Rates } from './limits.ts';
import { createMemoryBuckets } from './memory-buckets.ts';

const MINUTE = { capacity: 60, refillPerSecond: 1 };

const setUp = (most?: number) => {
  let now = 0;
  const buckets = createMemoryBuckets(() => now, most);
  return {
    buckets,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
};

describe('a bucket in memory', () => {
  test('gives all it has at once, then one a second, and says when', async () => {
    const { buckets, pass } = setUp();
    for (let left = 59; left >= 0; left -= 1)
      expect(buckets.take('a', MINUTE, 1)).toEqual({ allowed: true, remaining: left, retryAfterMs: 0 });
    expect(buckets.take('a', MINUTE, 1)).toEqual({ allowed: false, remaining: 0, retryAfterMs: 1000 });
    pass(400);
    expect(buckets.take('a', MINUTE, 1)).toMatchObject({ allowed: false, retryAfterMs: 600 });
    pass(600);
    expect(buckets.take('a', MINUTE, 1)).toMatchObject({ allowed: true });
    expect(buckets.take('b', MINUTE, 1)).toMatchObject({ remaining: 59 });
  });

  test('never holds more than it can, however long nobody came', async () => {
    const { buckets, pass } = setUp();
    buckets.take('a', MINUTE, 60);
    pass(10 * 365 * 86_400_000);
    expect(buckets.take('a', MINUTE, 0)).toMatchObject({ remaining: 60 });
  });

  test('what costs more than there is takes nothing', async () => {
    const { buckets } = setUp();
    expect(buckets.take('a', MINUTE, 61)).toMatchObject({ allowed: false, remaining: 60, retryAfterMs: 1000 });
    expect(buckets.take('a', MINUTE, 60)).toMatchObject({ allowed: true, remaining: 0 });
  });

  test('gives no more than it holds and what flowed in, whoever comes when', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 5 })), { maxLength: 200 }), (steps) => {
        const { buckets, pass } = setUp();
        let passed = 0;
        let given = 0;
        for (const [milliseconds, cost] of steps) {
          pass(milliseconds);
          passed += milliseconds;
          const taken = buckets.take('a', { capacity: 10, refillPerSecond: 2 }, cost) as { allowed: boolean };
          if (taken.allowed) given += cost;
          expect(given).toBeLessThanOrEqual(10 + (passed / 1000) * 2 + 1e-6);
        }
      }),
    );
  });

  test('a hundred thousand keys that come once cost the memory of a few thousand, and an empty bucket in use stays empty', async () => {
    const { buckets } = setUp(4000);
    buckets.take('attacker', MINUTE, 60);
    for (let key = 0; key < 100_000; key += 1) {
      buckets.take(`once:${key}`, MINUTE, 1);
      if (key % 1000 === 0) expect(buckets.take('attacker', MINUTE, 1)).toMatchObject({ allowed: false });
    }
    expect(buckets.size()).toBeLessThanOrEqual(4000);
  });

  test('what nobody touches for two minutes is forgotten, and was full by then', async () => {
    const { buckets, pass } = setUp();
    for (let key = 0; key < 100; key += 1) buckets.take(`k${key}`, MINUTE, 60);
    for (let minute = 0; minute < 2; minute += 1) {
      pass(60_001);
      buckets.take('other', MINUTE, 1);
    }
    expect(buckets.size()).toBeLessThanOrEqual(2);
    expect(buckets.take('k1', MINUTE, 60)).toMatchObject({ allowed: true });
  });
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2::1', '20010db800010002/64'],
  ['2001:db8:1:2:ffff:ffff:ffff:ffff', '20010db800010002/64'],
  ['2001:db8:1:3::1', '20010db800010003/64'],
  ['fe80::1%eth0', 'fe80000000000000/64'],
  ['::1', '0000000000000000/64'],
  ['', 'unreadable'],
  ['unknown', 'unreadable'],
  ['203.0.113.9:8080', 'unreadable'],
  ['x'.repeat(9999), 'unreadable'],
])('the address %s stands for %s', (address, place) => {
  expect(placeOf(address)).toBe(place);
});

describe('the limits of a request', () => {
  const RATES: Rates = { member: 3, key: 5, workspace: 4, address: 2 };
  const WORKSPACE = WorkspaceId.parse(randomUUID());
  const somebody = (kind: Principal['kind'] = 'member', workspace: WorkspaceId | undefined = WORKSPACE): Principal => ({
    id: PrincipalId.parse(randomUUID()),
    kind,
    permissions: new Set(),
    workspace,
  });
  const limited = { ...getVersion, name: 'notes.list', limits: {} };

  const limitsWith = (rates: Rates, contract: Parameters<ReturnType<typeof createLimits>['of']>[0] = limited) => {
    const { buckets, pass } = setUp();
    const over: string[] = [];
    const limit = createLimits({ buckets, rates, onLimited: (name) => void over.push(name) }).of(contract);
    const ask = async (principal: Principal | undefined, address = '203.0.113.9') => {
      const headers: Record<string, string> = {};
      const failure = await limit({ principal, address }, (name, value) => {
        headers[name] = value;
      }).then(
        () => undefined,
        (error: unknown) => error,
      );
      return { headers, failure };
    };
    return { ask, over, pass };
  };

  test('a member is counted as itself and for its workspace, and told what is left of both', async () => {
    const { ask } = limitsWith(RATES);
    expect(await ask(somebody())).toEqual({
      headers: {
        'ratelimit-policy': '"member";q=3;w=60, "workspace";q=4;w=60',
        ratelimit: '"member";r=2;t=20, "workspace";r=3;t=15',
      },
      failure: undefined,
    });
  });

  test('who is refused as itself takes nothing from its workspace', async () => {
    const { ask, over } = limitsWith(RATES);
    const [first, second] = [somebody(), somebody()];
    for (let asked = 0; asked < 3; asked += 1) await ask(first);
    for (let asked = 0; asked < 9; asked += 1)
      expect((await ask(first)).failure).toMatchObject({
        code: 'rate_limited',
        message: 'The limit "member" of 3 requests a minute is used up.',
        details: { retryAfterSeconds: 20 },
      });
    expect((await ask(second)).failure).toBeUndefined();
    const { failure, headers } = await ask(second);
    expect(failure).toMatchObject({ message: 'The limit "workspace" of 4 requests a minute is used up.' });
    expect(headers['ratelimit']).toBe('"member";r=1;t=40, "workspace";r=0;t=60');
    expect(new Set(over)).toEqual(new Set(['member', 'workspace']));
  });

  test('a key has its own rate, an operator is a member without a workspace', async () => {
    const { ask } = limitsWith(RATES);
    expect((await ask(somebody('key'))).headers['ratelimit-policy']).toBe('"key";q=5;w=60, "workspace";q=4;w=60');
    expect((await ask(somebody('operator', undefined))).headers['ratelimit-policy']).toContain('"member"');
  });

  test('strangers are counted by their address, all of a /64 together', async () => {
    const { ask } = limitsWith(RATES);
    for (const address of ['2001:db8::1', '2001:db8::2'])
      expect((await ask(undefined, address)).failure).toBeUndefined();
    expect((await ask(undefined, '2001:db8::3')).failure).toMatchObject({ code: 'rate_limited' });
    expect((await ask(undefined, '2001:db8:0:1::3')).failure).toBeUndefined();
    expect((await ask(undefined)).headers).toEqual({
      'ratelimit-policy': '"address";q=2;w=60',
      ratelimit: '"address";r=1;t=30',
    });
  });

  test('an endpoint that declares a rate counts by it, for each caller', async () => {
    const { ask, over } = limitsWith(RATES, { ...limited, limits: { rate: { perMinute: 1 } } });
    const first = somebody();
    expect((await ask(first)).headers['ratelimit']).toBe('"notes.list";r=0;t=60, "workspace";r=3;t=15');
    expect((await ask(first)).failure).toMatchObject({ code: 'rate_limited' });
    expect((await ask(somebody())).failure).toBeUndefined();
    expect((await ask(undefined)).failure).toBeUndefined();
    expect((await ask(undefined)).failure).toMatchObject({ code: 'rate_limited' });
    expect(over).toEqual(['operation', 'operation']);
  });

  test('without limits nothing is counted and nothing told', async () => {
    const { ask } = limitsWith({ member: 0, key: 0, workspace: 0, address: 0 });
    expect([await ask(undefined), await ask(somebody())]).toEqual([{ headers: {} }, { headers: {} }]);
    const { ask: askHealth } = limitsWith(RATES, getVersion);
    for (let asked = 0; asked < 9; asked += 1) expect(await askHealth(undefined)).toEqual({ headers: {} });
  });

  test('time fills it again', async () => {
    const { ask, pass } = limitsWith(RATES);
    for (let asked = 0; asked < 3; asked += 1) await ask(undefined);
    expect((await ask(undefined)).failure).toBeDefined();
    pass(30_000);
    expect((await ask(undefined)).failure).toBeUndefined();
  });
});
