import type { Clock } from '../clock/clock.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Log } from '../log/log.ts';
import { demandKey, demandTtl, demandValue, demandWhole } from './demands.ts';
import type { Counters, Ephemeral, Kv } from './ephemeral.ts';
import type { Bounds } from './bounded.ts';
import { createLocalBus } from './local-bus.ts';
import { createMemoryBuckets } from './memory-buckets.ts';
import { createReplica, type Replica } from './replica.ts';
import { createSlotRegistry, type SlotRegistry } from './slot-registry.ts';
import { createSlots } from './slots.ts';
import { createTally, type Tally } from './tally.ts';

export interface MemoryParts {
  readonly clock: Clock;
  readonly makeId: MakeId;
  readonly log: Log;
  readonly bounds?: Bounds;
}

export const BOUNDS: Bounds = { entries: 100_000, bytes: 64 * 1024 ** 2 };
const SWEEP_EVERY_MS = 5000;

export const startSweeping = (...swept: readonly { sweep(): void }[]): NodeJS.Timeout =>
  setInterval(() => {
    for (const one of swept) one.sweep();
  }, SWEEP_EVERY_MS).unref();

/** Everything in this process: for one node alone. */
export const createMemory = ({ clock, makeId, log, bounds = BOUNDS }: MemoryParts): Ephemeral => {
  const replica = createReplica({ clock, node: '', bounds, remembersDeleted: false });
  const tally = createTally(clock, '', bounds.entries);
  const bus = createLocalBus(log);
  const slots = createSlots({ authority: authorityOf(createSlotRegistry()), makeId, elapsed: clock.elapsed });
  const sweeper = startSweeping(replica, tally);

  return {
    kv: kvOf(replica),
    counters: countersOf(tally),
    slots,
    bus: { publish: async (channel, message) => bus.deliver(channel, message), subscribe: bus.subscribe },
    buckets: createMemoryBuckets(clock.elapsed),
    redis: undefined,
    size: replica.size,
    async close() {
      clearInterval(sweeper);
      await slots.close();
    },
  };
};

const kvOf = (replica: Replica): Kv => {
  const remove = (key: string): string | undefined => {
    const value = replica.find(key)?.value;
    if (value !== undefined) replica.remove(key);
    return value;
  };
  return {
    async get(key) {
      demandKey(key);
      return replica.find(key)?.value;
    },
    async set(key, value, { ttlMs, ifAbsent = false }) {
      demandKey(key);
      demandValue(value);
      demandTtl(ttlMs);
      if (ifAbsent && replica.find(key)?.value !== undefined) return false;
      replica.write(key, value, ttlMs);
      return true;
    },
    async delete(key) {
      demandKey(key);
      return remove(key) !== undefined;
    },
    async take(key) {
      demandKey(key);
      return remove(key);
    },
  };
};

const countersOf = (tally: Tally): Counters => ({
  async add(key, by, { ttlMs }) {
    demandKey(key);
    demandWhole(by);
    demandTtl(ttlMs);
    return tally.add(key, by, ttlMs);
  },
});

const authorityOf = (registry: SlotRegistry) => ({
  ask: async (ticket: Parameters<SlotRegistry['ask']>[0]) => registry.ask(ticket, ticket.limit),
  free: async (ticket: Parameters<SlotRegistry['free']>[0]) => registry.free(ticket),
});
