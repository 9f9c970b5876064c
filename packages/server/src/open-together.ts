import { hostname } from 'node:os';
import type { DatabasePlace } from './database-place.ts';
import type { Opening } from './opening.ts';
import type { Platform } from './platform.ts';
import { jitter } from './platform/crypto/random.ts';
import type { SecretBox } from './platform/crypto/secret-box.ts';
import type { Ephemeral } from './platform/ephemeral/ephemeral.ts';
import { createMemory } from './platform/ephemeral/memory.ts';
import { createEphemeralTelemetry } from './platform/ephemeral/ephemeral-telemetry.ts';
import { createWithFallBack } from './platform/ephemeral/with-fall-back.ts';
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
    host: hostname(),
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
      ...(overrides.nodeTimes === undefined ? {} : { times: overrides.nodeTimes }),
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
    const ephemeralTelemetry = createEphemeralTelemetry(metrics);
    const shared = createWithFallBack({
      ...{ url, instanceId, clock, makeId, jitter, log, ephemeralTelemetry },
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

const readingsOf = (states: Readonly<Record<string, number>>) =>
  Object.entries(states).map(([state, value]) => ({ labels: { state }, value }));
