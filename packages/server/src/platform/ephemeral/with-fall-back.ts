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
import { BOUNDS, startSweeping } from './memory.ts';
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

  const replica = createReplica({ clock, node, bounds, remembersDeleted: true });
  const tally = createTally(clock, node, bounds.entries);
  const remote = createRemote(prefix, node, makeId);
  const shared = { line: (): Line => line, remote };
  const bus = createNodeBus({ ...shared, local: createLocalBus(log), node, redisChannel: `${prefix}bus` });
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

  const sayLost = ({ message: reason }: Error): void =>
    log.warn({ event: 'redis_lost', reason }, 'Redis is away; this node goes on from its memory.');
  const line = createLine({
    url,
    deadlineMs,
    channel: `${prefix}bus`,
    fenceKey: `${prefix}fence:${node}`,
    makeToken: makeId,
    jitter,
    onMessage: (text) => obey(bus.hear(text), { bus, replica, slots }),
    join: reconcile({ kv, counters, slots, authority, bus, log, clock }),
    onUnreachable: sayLost,
    onLost: (reason) => {
      sayLost(reason);
      bus.missed();
      slots.look();
    },
  });

  const sweeper = startSweeping(replica, tally);

  return {
    kv,
    counters,
    slots,
    bus,
    redis: line,
    tried: line.tried,
    size: replica.size,
    close: () => closeAll(sweeper, slots, line),
  };
};

const closeAll = async (sweeper: NodeJS.Timeout, slots: SlotDesk, line: Line): Promise<void> => {
  clearInterval(sweeper);
  // what is held is given back while there is a line
  await slots.close();
  await line.close();
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
