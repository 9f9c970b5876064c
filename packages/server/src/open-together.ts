import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { nodeName } from './node-name.ts';
import type { DatabasePlace } from './database-place.ts';
import type { Opening } from './opening.ts';
import type { Platform } from './platform.ts';
import { jitter } from './platform/crypto/random.ts';
import type { SecretBox } from './platform/crypto/secret-box.ts';
import type { Ephemeral, SharedStore } from './platform/ephemeral/ephemeral.ts';
import { createMemory } from './platform/ephemeral/memory.ts';
import { createEphemeralTelemetry } from './platform/ephemeral/ephemeral-telemetry.ts';
import { createWithFallBack } from './platform/ephemeral/with-fall-back.ts';
import type { Health } from './platform/lifecycle/health.ts';
import { joinNodes, type Nodes } from './platform/nodes/nodes.ts';
import { readInstanceId } from './platform/nodes/store.ts';
import { VERSION } from './version.ts';

type Ground = Pick<Platform, 'folder' | 'database' | 'health' | 'metrics' | 'makeId' | 'clock' | 'log'>;

/** Opens what nodes of one instance share, and lets this one join the others. */
export const openTogether = async (
  ground: Ground,
  place: DatabasePlace,
  secrets: SecretBox,
  opening: Opening,
): Promise<Pick<Platform, 'nodes' | 'ephemeral'>> => {
  // which Redis it is stands in the node's row, and how many nodes there are is asked while Redis is away
  let count = (): number => 1;
  const ephemeral = await openEphemeral(ground, () => count(), opening);
  const nodes = await openNodes(ground, { ...place, redis: ephemeral.redis }, secrets, opening);
  count = nodes.count;
  addRedisHealth(ground.health, ephemeral.redis, nodes);
  ground.metrics.gauge('holdfast_nodes', () => readingsOf({ ...nodes.states() }));
  ground.metrics.gauge('holdfast_slots', () => readingsOf({ ...ephemeral.slots.count() }));
  return { nodes, ephemeral };
};

const openNodes = (
  { folder, database, health, metrics, makeId, clock, log }: Ground,
  { embedded, redis }: DatabasePlace & { readonly redis: SharedStore | undefined },
  secrets: SecretBox,
  { config, lifecycle, overrides }: Opening,
): Promise<Nodes> => {
  const self = {
    id: makeId(),
    folderId: folder.instanceId,
    role: config.HOLDFAST_ROLE,
    version: VERSION,
    host: nodeName(),
    sharesRedis: config.HOLDFAST_REDIS_URL !== undefined,
    embedded: embedded !== undefined,
    keyId: config.HOLDFAST_SECRET_KEY === undefined ? undefined : secrets.keyId,
  };
  const join = (): Promise<Nodes> =>
    joinNodes({
      self,
      db: database.forInstance(),
      clock,
      log,
      redisMark: () => redis?.mark(),
      countGone: () => metrics.count('holdfast_nodes_gone_total', {}),
      isDraining: () => health.draining,
      ...(overrides.nodeTimes === undefined ? {} : { times: overrides.nodeTimes }),
    });
  return lifecycle.open('nodes', join, { close: (nodes) => nodes.close() });
};

const openEphemeral = (
  { database, metrics, makeId, clock, log }: Ground,
  nodes: () => number,
  { config: { HOLDFAST_REDIS_URL: url }, lifecycle, overrides: { bucketsWithinMs, kv } }: Opening,
): Promise<Ephemeral> => {
  const open = async (): Promise<Ephemeral> => {
    if (url === undefined) return { ...createMemory({ clock, makeId, log }), ...(kv === undefined ? {} : { kv }) };
    const instanceId = await database.forInstance().read(readInstanceId);
    const ephemeralTelemetry = createEphemeralTelemetry(metrics);
    const shared = createWithFallBack({
      ...{ url, instanceId, clock, makeId, jitter, log, ephemeralTelemetry },
      nodes,
      ...(bucketsWithinMs === undefined ? {} : { bucketsWithinMs }),
    });
    // a Redis that is away is no reason not to start
    await shared.tried;
    return shared;
  };
  return lifecycle.open('ephemeral store', open, { close: (ephemeral) => ephemeral.close() });
};

const addRedisHealth = (health: Health, redis: SharedStore | undefined, nodes: Nodes): void => {
  if (redis === undefined) return;
  health.add('redis', () => {
    const own = redis.health();
    return own.status === 'ok' && nodes.strayed() ? STRAYED : own;
  });
};

/** Without hosts, which are for the log: strangers may read this. */
const STRAYED: PartHealth = {
  status: 'degraded',
  detail:
    'Another node shares another Redis, so limits, turns and sessions are not kept together. Give every node the same HOLDFAST_REDIS_URL, and start those again that had another. The log says which.',
};

const readingsOf = (states: Readonly<Record<string, number>>) =>
  Object.entries(states).map(([state, value]) => ({ labels: { state }, value }));
