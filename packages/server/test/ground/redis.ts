import { afterAll, beforeAll } from 'vitest';
import { redisProgram, startRedisServer, type RedisServer } from './redis-server.ts';

/** For `describe.skipIf`: who needs it says so in its name. */
export const NO_REDIS = redisProgram === undefined;

/** A Redis of a test file's own, gone at its end. */
export const useRedis = (): Omit<RedisServer, 'remove'> => {
  let server: RedisServer | undefined;
  beforeAll(async () => {
    if (!NO_REDIS) server = await startRedisServer();
  });
  afterAll(() => server?.remove());

  const running = (): RedisServer => {
    if (server === undefined) throw new Error('Redis runs inside tests only');
    return server;
  };
  return {
    get url() {
      return running().url;
    },
    start: () => running().start(),
    kill: () => running().kill(),
    pause: () => running().pause(),
    resume: () => running().resume(),
  };
};
