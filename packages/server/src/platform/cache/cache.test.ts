import type { WorkspaceId } from '@holdfast/protocol/ids';
import { expect, test } from 'vitest';
import { silentLog } from '../../../test/ground/silent-log.ts';
import { createLocalBus } from '../ephemeral/local-bus.ts';
import { createCache } from './cache.ts';

const [one, other] = ['0192aaaa-0000-7000-8000-000000000001', '0192aaaa-0000-7000-8000-000000000002'] as WorkspaceId[];

const open = (most = 10) => {
  let now = 0;
  let loads = 0;
  const local = createLocalBus(silentLog);
  const bus = {
    publish: async (channel: string, message: string) => local.deliver(channel, message),
    subscribe: local.subscribe,
  };
  const cache = createCache<number>({ name: 'c', bus, clock: { now: () => now, elapsed: () => now }, most });
  const read = (workspace = one, key = 'k'): Promise<number> =>
    cache.get(workspace ?? one ?? ('' as WorkspaceId), key, async () => (loads += 1));
  return { cache, read, gap: local.gap, loads: () => loads, pass: (ms: number) => (now += ms) };
};

test('a value is loaded once, until it is invalidated or too old', async () => {
  const { cache, read, pass } = open();
  expect(await Promise.all([read(), read()])).toEqual([1, 1]);
  pass(4999);
  expect(await read()).toBe(1);
  pass(1);
  expect(await read()).toBe(2);
  await cache.invalidate(one as WorkspaceId, 'k');
  expect(await read()).toBe(3);
});

test('workspaces have their own, and one is dropped without the other', async () => {
  const { cache, read } = open();
  expect([await read(one, 'k'), await read(one, 'l'), await read(other, 'k')]).toEqual([1, 2, 3]);
  await cache.invalidate(one as WorkspaceId);
  expect([await read(other, 'k'), await read(one, 'k'), await read(one, 'l')]).toEqual([3, 4, 5]);
});

test('a gap drops everything', async () => {
  const { read, gap } = open();
  await read();
  gap();
  expect(await read()).toBe(2);
});

test('what was being loaded while it was invalidated is not kept', async () => {
  const { cache, read } = open();
  const slow = Promise.withResolvers<number>();
  const early = cache.get(one as WorkspaceId, 'k', () => slow.promise);
  await cache.invalidate(one as WorkspaceId, 'k');
  slow.resolve(100);
  expect(await early).toBe(100);
  expect(await read()).toBe(1);
});

test('a failure is not kept, and only so many values are', async () => {
  const { cache, read, loads } = open(2);
  await expect(cache.get(one as WorkspaceId, 'k', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  for (const key of ['a', 'b', 'c', 'c', 'b']) await read(one, key);
  expect(loads()).toBe(3);
  await read(one, 'a');
  expect(loads()).toBe(4);
});
