import type { MakeId } from '../ids/uuid7.ts';
import type { Clock } from '../clock/clock.ts';
import type { Log } from '../log/log.ts';
import type { Ephemeral, SharedStore } from './ephemeral.ts';
import { createFallBackCounters } from './fall-back/counters.ts';
import { createFallBackKv } from './fall-back/kv.ts';
import { createNodeBus, type NodeBus, type Note } from './fall-back/node-bus.ts';
import { reconcile } from './fall-back/reconcile.ts';
import { createFallBackSlots } from './fall-back/slots.ts';
import type { Bounds } from './bounded.ts';
import { createLocalBus } from './local-bus.ts';
import { BOUNDS, SWEEP_EVERY_MS } from './memory.ts';
import { createLine, type Line } from './redis/line.ts';
import { createRemote } from './redis/remote.ts';
import { createReplica, type Replica } from './replica.ts';
import { createSlotRegistry } from './slot-registry.ts';
import { createSlots, type SlotDesk } from './slots.ts';
import { createTally } from './tally.ts';

export interface FallBackOptions {
  readonly url: URL;
  /** Shared by the nodes of an instance, and by nobody else. */
  readonly instanceId: string;
  readonly clock: Clock;
  readonly makeId: MakeId;
  readonly jitter: () => number;
  readonly log: Log;
  /** How many nodes there are, as far as this one knows. */
  readonly nodes: () => number;
  readonly deadlineMs?: number;
  readonly bounds?: Bounds;
}

export interface SharedEphemeral extends Ephemeral {
  readonly redis: SharedStore;
  /** Settles after Redis was tried for the first time, whatever became of it. */
  readonly tried: Promise<void>;
}

const DEADLINE_MS = 500;

/** Shared through Redis. While it is away this node goes on from what it knows, and brings both together afterwards. */
export const createWithFallBack = (options: FallBackOptions): SharedEphemeral => {
  const { url, instanceId, clock, makeId, jitter, log, nodes, deadlineMs = DEADLINE_MS, bounds = BOUNDS } = options;
  const node = makeId();
  const prefix = `holdfast:${instanceId}:`;
  const redisChannel = `${prefix}bus`;

  const replica = createReplica({ clock, node, bounds, remembersDeleted: true });
  const tally = createTally(clock, node, bounds.entries);
  const remote = createRemote(prefix, node, makeId);
  const shared = { line: (): Line => line, remote };
  const bus = createNodeBus({ ...shared, local: createLocalBus(log), node, redisChannel });
  const kv = createFallBackKv({
    ...shared,
    replica,
    spread: (session, entry) => bus.tell(session, { kind: 'kv', entry }),
  });
  const counters = createFallBackCounters(shared.line, remote, tally);
  const authority = createFallBackSlots({
    ...shared,
    registry: createSlotRegistry(),
    nodes,
    elapsed: clock.elapsed,
    spread: (session, key) => bus.tell(session, { kind: 'slot', key }),
  });
  const slots = createSlots({ authority, makeId, elapsed: clock.elapsed });

  const line = createLine({
    url,
    deadlineMs,
    channel: redisChannel,
    fenceKey: `${prefix}fence:${node}`,
    makeToken: makeId,
    jitter,
    onMessage: (text) => obey(bus.hear(text), { bus, replica, slots }),
    join: reconcile({ kv, counters, slots, authority, bus, log, clock }),
    onLost: (reason) => {
      log.warn({ event: 'redis_lost', reason: reason.message }, 'Redis is away; this node goes on from its memory.');
      bus.missed();
      slots.look();
    },
  });

  const sweeper = setInterval(() => {
    replica.sweep();
    tally.sweep();
  }, SWEEP_EVERY_MS);
  sweeper.unref();

  return {
    kv,
    counters,
    slots,
    bus,
    redis: line,
    tried: line.tried,
    size: replica.size,
    async close() {
      clearInterval(sweeper);
      await slots.close();
      await line.close();
    },
  };
};

interface Told {
  readonly bus: NodeBus;
  readonly replica: Replica;
  readonly slots: SlotDesk;
}

const obey = (note: Note | undefined, { bus, replica, slots }: Told): void => {
  if (note?.kind === 'message') bus.deliver(note.channel, note.text);
  if (note?.kind === 'kv') replica.merge(note.entry);
  if (note?.kind === 'slot') slots.look(note.key);
  if (note?.kind === 'gap') bus.missed();
};
