import { Redis } from 'ioredis';
import { markKeyOf } from './keys.ts';

/** What a Redis says of itself to anybody who may ask it. */
export interface RedisFacts {
  readonly server: 'Redis' | 'Valkey';
  readonly version: string;
  /** What it forgets when its memory is full. */
  readonly policy: string;
  readonly isCluster: boolean;
  readonly isReplica: boolean;
}

/** Reads and changes nothing. Throws what keeps it from being read. */
export const inspectRedis = (url: URL, withinMs: number): Promise<RedisFacts> =>
  asking(url, withinMs, async (redis) => factsIn(await redis.info()));

/** Undefined where no node of the instance has been. */
export const readMark = (url: URL, instanceId: string, withinMs: number): Promise<string | undefined> =>
  asking(url, withinMs, async (redis) => (await redis.get(markKeyOf(instanceId))) ?? undefined);

const asking = async <Value>(url: URL, withinMs: number, ask: (redis: Redis) => Promise<Value>): Promise<Value> => {
  const redis = new Redis(url.href, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: withinMs,
    commandTimeout: withinMs,
    disableClientInfo: true,
  });
  // the reason for what fails comes as an event, and the command only knows that the line is closed
  let reason: unknown;
  redis.on('error', (error) => (reason = error));
  try {
    await redis.connect();
    return await ask(redis);
  } catch (error) {
    throw reason ?? error;
  } finally {
    redis.disconnect();
  }
};

export const factsIn = (info: string): RedisFacts => {
  const field = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1];
  const valkey = field('valkey_version');
  return {
    server: valkey === undefined ? 'Redis' : 'Valkey',
    version: valkey ?? field('redis_version') ?? 'unknown',
    policy: field('maxmemory_policy') ?? 'unknown',
    isCluster: field('cluster_enabled') === '1',
    isReplica: field('role') === 'slave',
  };
};
