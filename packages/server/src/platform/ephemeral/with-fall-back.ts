import { noEphemeralTelemetry } from './ephemeral-telemetry.ts';
import type { Ephemeral, SharedStore } from './ephemeral.ts';
import type { NodeBus, Note } from './fall-back/node-bus.ts';
import { createParts, type PartsOptions } from './fall-back/parts.ts';
import { reconcile } from './fall-back/reconcile.ts';
import { startSweeping } from './memory.ts';
import { markKeyOf, prefixOf } from './redis/keys.ts';
import { createLine, type Line } from './redis/line.ts';
import type { Replica } from './replica.ts';
import type { SlotDesk } from './slots.ts';

export interface FallBackOptions extends PartsOptions {
  readonly url: URL;
  /** Shared by the nodes of an instance, and by nobody else. */
  readonly instanceId: string;
  readonly jitter: () => number;
  readonly deadlineMs?: number;
}

export interface SharedEphemeral extends Ephemeral {
  readonly redis: SharedStore;
  /** Settles after Redis was tried for the first time, whatever became of it. */
  readonly tried: Promise<void>;
}

const DEADLINE_MS = 500;

/** Shared through Redis. While it is away this node goes on from what it knows, and brings both together afterwards. */
export const createWithFallBack = (options: FallBackOptions): SharedEphemeral => {
  const {
    url,
    instanceId,
    clock,
    makeId,
    jitter,
    log,
    ephemeralTelemetry = noEphemeralTelemetry,
    deadlineMs = DEADLINE_MS,
  } = options;
  const prefix = prefixOf(instanceId);
  const node = makeId();
  const parts = createParts(options, { node, prefix, line: () => line });
  const { replica, bus, slots } = parts;

  const sayLost = ({ message: reason }: Error): void =>
    log.warn({ event: 'redis_lost', reason }, 'Redis is away; this node goes on from its memory.');
  const line = createLine({
    url,
    deadlineMs,
    channel: `${prefix}bus`,
    markKey: markKeyOf(instanceId),
    fenceKey: `${prefix}fence:${node}`,
    makeToken: makeId,
    jitter,
    onMessage: (text) => obey(bus.hear(text), { bus, replica, slots }),
    join: reconcile({ ...parts, log, clock }),
    onUnreachable: sayLost,
    onLost: (reason) => {
      sayLost(reason);
      ephemeralTelemetry.lost();
      bus.missed();
      slots.look();
    },
  });

  const sweeper = startSweeping(replica, parts.tally);

  return {
    kv: parts.kv,
    counters: parts.counters,
    slots,
    bus,
    buckets: parts.buckets,
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
