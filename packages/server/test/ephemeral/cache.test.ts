import { WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createCache } from '../../src/platform/cache/cache.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import type { Ephemeral } from '../../src/platform/ephemeral/ephemeral.ts';
import { openLine } from '../ground/line.ts';
import { NO_REDIS, useRedis } from '../ground/redis.ts';
import { isHere, openNodes } from './two-nodes.ts';

describe.skipIf(NO_REDIS)('a cache on two nodes (skipped where no redis-server is installed)', () => {
  const redis = useRedis();
  const workspace = WorkspaceId.parse(randomUUID());
  // longer than the test, so that only messages can be what drops a value
  const cacheOf = ({ bus }: Ephemeral) => createCache<string>({ name: 'c', bus, clock: systemClock, ttlMs: 600_000 });

  test('what one invalidates the other drops within a second', async () => {
    const [one, other] = (await openNodes([redis.url, redis.url])).map(cacheOf);
    let truth = 'before';
    const read = () => other?.get(workspace, 'k', async () => truth);
    expect(await read()).toBe('before');
    truth = 'after';
    const since = performance.now();
    await one?.invalidate(workspace, 'k');
    await expect.poll(read, { interval: 5 }).toBe('after');
    expect(performance.now() - since).toBeLessThan(1000);
  });

  test('what was invalidated while one was cut off is dropped when it learns of the gap', async () => {
    const line = await openLine(redis.url);
    const nodes = await openNodes([line.url, redis.url]);
    const [cutOff, other] = nodes.map(cacheOf);
    let truth = 'before';
    const read = (cache = other) => cache?.get(workspace, 'k', async () => truth);
    expect(await read()).toBe('before');
    expect(await read(cutOff)).toBe('before');
    await line.cut();
    await expect.poll(() => isHere(nodes[0])).toBe(false);
    truth = 'after';
    await cutOff?.invalidate(workspace, 'k');
    expect(await read(cutOff)).toBe('after');
    expect(await read()).toBe('before');
    await line.mend();
    await expect.poll(() => read(), { timeout: 5000 }).toBe('after');
  });
});
