import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { useSystem, type TestSystem } from '../ground/system.ts';
import { believeEverybody } from '../probe/principals.ts';
import type { Authenticate } from '../../src/platform/http/authenticate.ts';

const addressBook = () => {
  const seen: string[] = [];
  const authenticate: Authenticate = (credentials) => {
    seen.push(credentials.address);
    return believeEverybody(credentials);
  };
  const addressOf = async (system: TestSystem, headers: Record<string, string>): Promise<string | undefined> => {
    await ask(system, 'GET /api/v1/probe/notes', { headers });
    return seen.at(-1);
  };
  return { authenticate, addressOf };
};

describe('without trusted proxies', () => {
  const { authenticate, addressOf } = addressBook();
  const system = useSystem({}, { authenticate });

  test.each<Record<string, string>>([
    {},
    { 'x-forwarded-for': '203.0.113.9' },
    { forwarded: 'for=203.0.113.9' },
    { 'x-real-ip': '203.0.113.9' },
  ])('%j: the address is the connection\u2019s', async (headers) => {
    expect(await addressOf(system, headers)).toBe('127.0.0.1');
  });
});

describe('behind trusted proxies', () => {
  const { authenticate, addressOf } = addressBook();
  const system = useSystem({ HOLDFAST_TRUSTED_PROXIES: '127.0.0.0/8, 10.0.0.0/8' }, { authenticate });

  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['203.0.113.9, 10.1.2.3', '203.0.113.9'],
    ['6.6.6.6, 203.0.113.9, 10.1.2.3, 10.9.9.9', '203.0.113.9'],
    ['2001:db8::1, 10.1.2.3', '2001:db8::1'],
    ['10.1.2.3', '10.1.2.3'],
  ])('%s: the address is the last that no proxy of ours has', async (forwarded, address) => {
    expect(await addressOf(system, { 'x-forwarded-for': forwarded })).toBe(address);
  });

  test('a request that came directly has its own', async () => {
    expect(await addressOf(system, {})).toBe('127.0.0.1');
  });
});

describe('a proxy that is not ours', () => {
  const { authenticate, addressOf } = addressBook();
  const system = useSystem({ HOLDFAST_TRUSTED_PROXIES: '10.0.0.0/8' }, { authenticate });

  test('is not believed', async () => {
    expect(await addressOf(system, { 'x-forwarded-for': '203.0.113.9, 10.1.2.3' })).toBe('127.0.0.1');
  });
});
