import { nodeName } from './node-name.ts';
import type { Config } from './config/settings.ts';
import type { DatabasePlace } from './database-place.ts';
import type { Overrides } from './overrides.ts';
import type { Platform } from './platform.ts';
import { jitter } from './platform/crypto/random.ts';
import type { SecretBox } from './platform/crypto/secret-box.ts';
import type { Ephemeral } from './platform/ephemeral/ephemeral.ts';
import { createMemory } from './platform/ephemeral/memory.ts';
import type { Meter } from './platform/ephemeral/meter.ts';
import { createWithFallBack } from './platform/ephemeral/with-fall-back.ts';
import type { Lifecycle } from './platform/lifecycle/lifecycle.ts';
import { joinNodes, type Nodes } from './platform/nodes/nodes.ts';
import { readInstanceId } from './platform/nodes/store.ts';
import type { Metrics } from './platform/telemetry/metrics.ts';
import { VERSION } from './version.ts';

interface Opening {
  readonly config: Config;
  readonly lifecycle: Lifecycle;
  readonly overrides: Overrides;
}

type Ground = Pick<Platform, 'folder' | 'database' | 'health' | 'metrics' | 'makeId' | 'clock' | 'log'>;

/** Opens what nodes of one instance share, and lets this one join the others. */
export const openTogether = async (
  ground: Ground,
  place: DatabasePlace,
  secrets: SecretBox,
  opening: Opening,
): Promise<Pick<Platform, 'nodes' | 'ephemeral'>> => {
  const nodes = await openNodes(ground, place, secrets, opening);
  const ephemeral = await openEphemeral(ground, nodes, opening);
  ground.metrics.gauge('holdfast_nodes', () => readingsOf({ ...nodes.states() }));
  ground.metrics.gauge('holdfast_slots', () => readingsOf({ ...ephemeral.slots.count() }));
  return { nodes, ephemeral };
};

const openNodes = (
  { folder, database, health, makeId, clock, log }: Ground,
  { embedded }: DatabasePlace,
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
      isDraining: () => health.draining,
      ...(overrides.pace === undefined ? {} : { pace: overrides.pace }),
    });
  return lifecycle.open('nodes', join, { close: (nodes) => nodes.close() });
};

const openEphemeral = (
  { database, health, metrics, makeId, clock, log }: Ground,
  nodes: Nodes,
  { config: { HOLDFAST_REDIS_URL: url }, lifecycle, overrides: { bucketsWithinMs, kv } }: Opening,
): Promise<Ephemeral> => {
  const open = async (): Promise<Ephemeral> => {
    if (url === undefined) return { ...createMemory({ clock, makeId, log }), ...(kv === undefined ? {} : { kv }) };
    const instanceId = await database.forInstance().read(readInstanceId);
    const meter = meterOf(metrics);
    const shared = createWithFallBack({
      ...{ url, instanceId, clock, makeId, jitter, log, meter },
      nodes: nodes.count,
      ...(bucketsWithinMs === undefined ? {} : { bucketsWithinMs }),
    });
    health.add('redis', () => shared.redis.health());
    // a Redis that is away is no reason not to start
    await shared.tried;
    return shared;
  };
  return lifecycle.open('ephemeral store', open, { close: (ephemeral) => ephemeral.close() });
};

const meterOf = (metrics: Metrics): Meter => ({
  lost: () => metrics.count('holdfast_redis_lost_total', {}),
  didWithout: (what) => metrics.count('holdfast_redis_without_total', { what }),
  reconciled: (what, count) => metrics.count('holdfast_redis_reconciled_total', { what }, count),
  gap: () => metrics.count('holdfast_bus_gaps_total', {}),
});

const readingsOf = (states: Readonly<Record<string, number>>) =>
  Object.entries(states).map(([state, value]) => ({ labels: { state }, value }));
