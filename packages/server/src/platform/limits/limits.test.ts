import { getVersion } from '@holdfast/protocol/process/version';
import { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Principal } from '../http/context.ts';
import { createMemoryBuckets } from '../ephemeral/memory-buckets.ts';
import { placeOf } from './address-place.ts';
import { createLimits, type Rates } from './limits.ts';

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
    let now = 0;
    const buckets = createMemoryBuckets(() => now);
    const pass = (milliseconds: number) => (now += milliseconds);
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
    expect((await ask(somebody('account', undefined))).headers['ratelimit-policy']).toContain('"member"');
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
