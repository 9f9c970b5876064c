import type { Proxy } from '../faults/proxy.ts';
import type { Environment } from './child.ts';
import type { Database } from './database.ts';
import type { Lab } from './lab.ts';
import type { Node } from './node.ts';
import type { Redis } from './redis.ts';
import type { EntryName } from './repository.ts';

/** A node among several, and its own lines to what they share. */
export interface Member {
  readonly node: Node;
  readonly toDatabase: Proxy;
  readonly toRedis: Proxy;
}

/** Several nodes over one Postgres and one Redis. */
export interface Deployment {
  readonly database: Database;
  readonly redis: Redis;
  readonly members: readonly Member[];
  add(): Promise<Member>;
  /** One that is set otherwise. */
  addWith(environment: Environment): Promise<Member>;
}

/** 32 bytes in base64, the same for every node. */
const SECRET_KEY = 'cHJvdmluZyBwcm92aW5nIHByb3ZpbmcgcHJvdmluZyE=';

export interface DeploymentWish {
  readonly environment?: Environment;
  readonly redisRuns?: boolean;
  readonly entry?: EntryName;
}

export const startDeployment = async (
  lab: Lab,
  nodes: number,
  { environment = {}, redisRuns = true, entry = 'probe' }: DeploymentWish = {},
): Promise<Deployment> => {
  const database = await lab.database();
  const redis = await lab.redis({ running: redisRuns });
  const members: Member[] = [];

  const addWith = async (more: Environment): Promise<Member> => {
    const toDatabase = await lab.proxy({ target: { port: database.port } });
    const toRedis = await lab.proxy({ target: { port: redis.port } });
    const node = await lab.node({
      entry,
      database,
      isMigrated: members.length > 0,
      environment: {
        HOLDFAST_DATABASE_URL: toDatabase.url(database.appUrl),
        HOLDFAST_REDIS_URL: toRedis.url(redis.url),
        HOLDFAST_SECRET_KEY: SECRET_KEY,
        ...environment,
        ...more,
      },
    });
    const member = { node, toDatabase, toRedis };
    members.push(member);
    return member;
  };

  const add = (): Promise<Member> => addWith({});
  for (let count = 0; count < nodes; count += 1) await add();
  return { database, redis, members, add, addWith };
};
