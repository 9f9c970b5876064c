import { afterAll, beforeAll, describe, vi } from 'vitest';
import type { Ephemeral } from '../../src/platform/ephemeral/ephemeral.ts';
import { keepsTheContract } from '../../src/platform/ephemeral/testing/contract.ts';
import { NO_REDIS, useRedis } from '../ground/redis.ts';
import { openNode } from './two-nodes.ts';

describe.skipIf(NO_REDIS)('with a redis-server (skipped where none is installed)', () => {
  const redis = useRedis();
  let node: Ephemeral | undefined;
  const open = (): Ephemeral => {
    if (node === undefined) throw new Error('The node is open inside tests only');
    return node;
  };

  beforeAll(async () => {
    const opened = openNode(redis.url, { bucketsWithinMs: 10_000 });
    await opened.tried;
    node = opened;
  });
  afterAll(() => node?.close());

  keepsTheContract('Redis', open);

  describe('that is killed', () => {
    beforeAll(() => redis.kill());
    keepsTheContract('Redis that is away', open);
  });

  describe('that has come back', () => {
    beforeAll(async () => {
      await redis.start();
      await vi.waitUntil(() => node?.redis?.health().status === 'ok', { timeout: 5000 });
    });
    keepsTheContract('Redis that came back', open);
  });
});
