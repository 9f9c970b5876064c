import type { Clock } from '../../clock/clock.ts';
import type { MakeId } from '../../ids/uuid7.ts';
import type { Log } from '../../log/log.ts';
import type { Bounds } from '../bounded.ts';
import { createBucketShelf } from '../bucket-shelf.ts';
import { createLocalBus } from '../local-bus.ts';
import { BOUNDS } from '../memory.ts';
import { noEphemeralTelemetry, type EphemeralTelemetry, type SharedThing } from '../ephemeral-telemetry.ts';
import { tellingOfAway } from '../redis/away.ts';
import type { Line } from '../redis/line.ts';
import { createRemoteBuckets } from '../redis/remote-buckets.ts';
import { createRemote } from '../redis/remote.ts';
import { createReplica } from '../replica.ts';
import { createSlotRegistry } from '../slot-registry.ts';
import { createSlots } from '../slots.ts';
import { createTally } from '../tally.ts';
import { createFallBackBuckets } from './buckets.ts';
import { createFallBackCounters } from './counters.ts';
import { createFallBackKv } from './kv.ts';
import { createNodeBus } from './node-bus.ts';
import { createFallBackSlots } from './slots.ts';

export interface PartsOptions {
  readonly clock: Clock;
  readonly makeId: MakeId;
  readonly log: Log;
  /** How many nodes there are, as far as this one knows. */
  readonly nodes: () => number;
  readonly ephemeralTelemetry?: EphemeralTelemetry;
  /** So long a request waits to be counted by Redis; then its node decides. */
  readonly bucketsWithinMs?: number;
  readonly bounds?: Bounds;
}

interface Place {
  readonly node: string;
  readonly prefix: string;
  readonly line: () => Line;
}

const BUCKETS_WITHIN_MS = 50;

/** What is asked there while there is a line, and remembered here. */
export const createParts = (options: PartsOptions, { node, prefix, line }: Place) => {
  const { clock, makeId, log, nodes, ephemeralTelemetry = noEphemeralTelemetry, bounds = BOUNDS } = options;
  const { elapsed } = clock;
  const replica = createReplica({ clock, node, bounds, remembersDeleted: true });
  const tally = createTally(clock, node, bounds.entries);
  const remote = createRemote(prefix, node, makeId);
  const partOf = (what: SharedThing) => ({
    line,
    remote,
    unlessAway: tellingOfAway(() => ephemeralTelemetry.didWithout(what)),
    onTold: (count: number) => ephemeralTelemetry.reconciled(what, count),
  });
  const bus = createNodeBus({
    ...partOf('messages'),
    local: createLocalBus(log),
    node,
    redisChannel: `${prefix}bus`,
    onGap: ephemeralTelemetry.gap,
  });
  const authority = createFallBackSlots({
    ...partOf('slots'),
    registry: createSlotRegistry(),
    nodes,
    elapsed,
    spread: (session, key) => bus.tell(session, { kind: 'slot', key }),
  });
  return {
    replica,
    tally,
    bus,
    authority,
    slots: createSlots({ authority, makeId, elapsed }),
    kv: createFallBackKv({
      ...partOf('values'),
      replica,
      spread: (session, entry) => bus.tell(session, { kind: 'kv', entry }),
    }),
    counters: createFallBackCounters({ ...partOf('counts'), tally }),
    buckets: createFallBackBuckets({
      ...partOf('limits'),
      remote: createRemoteBuckets(prefix),
      shelf: createBucketShelf(elapsed),
      elapsed,
      onLate: () => ephemeralTelemetry.didWithout('limits'),
      withinMs: options.bucketsWithinMs ?? BUCKETS_WITHIN_MS,
    }),
  };
};
