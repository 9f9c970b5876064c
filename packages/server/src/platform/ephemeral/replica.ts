import type { Clock } from '../clock/clock.ts';
import { createBounded, type Bounds } from './bounded.ts';
import { MOST_TTL_MS } from './demands.ts';
import type { HeldSize } from './ephemeral.ts';
import { createStamps, isNewer, type Stamp } from './stamp.ts';

/** One key as replicas exchange it. Times are spans, so that the clocks of nodes need not agree. */
export interface Entry extends Stamp {
  readonly key: string;
  /** Undefined when deleted or past its end. */
  readonly value: string | undefined;
  readonly ttlMs: number;
  /** How long the stamp is remembered: as long as any older value of the key could live somewhere. */
  readonly keepMs: number;
}

/** Values by key where the newest write wins, whichever way and in which order the writes arrive. */
export interface Replica {
  find(key: string): Entry | undefined;
  write(key: string, value: string, ttlMs: number): Entry;
  remove(key: string): Entry;
  /** Takes over what is newer. */
  merge(entry: Entry): void;
  /** A stamp for a write that is made elsewhere. */
  stamp(): Stamp;
  keys(): string[];
  hasRoom(): boolean;
  sweep(): void;
  size(): HeldSize;
}

interface Held extends Stamp {
  readonly value: string | undefined;
  readonly expiresAt: number;
  readonly keepUntil: number;
}

/** What a key costs beyond its characters, roughly. */
const OVERHEAD_BYTES = 200;

const bytesOf = (key: string, { value = '' }: Held): number => OVERHEAD_BYTES + 2 * (key.length + value.length);

export interface ReplicaParts {
  readonly clock: Clock;
  readonly node: string;
  readonly bounds: Bounds;
  /** Not needed where nobody else could bring an old value back. */
  readonly remembersDeleted: boolean;
}

export const createReplica = ({ clock, node, bounds, remembersDeleted }: ReplicaParts): Replica => {
  const stamps = createStamps(clock, node);
  let evicted = 0;
  const held = createBounded<Held>(bounds, bytesOf, ({ expiresAt }) => {
    if (expiresAt > clock.now()) evicted += 1;
  });

  const entryOf = (key: string, { value, expiresAt, keepUntil, time, node: by }: Held): Entry => {
    const now = clock.now();
    const ttlMs = Math.max(0, expiresAt - now);
    return { key, value: ttlMs > 0 ? value : undefined, ttlMs, keepMs: Math.max(0, keepUntil - now), time, node: by };
  };

  const put = (key: string, next: Held): Entry => {
    const before = held.peek(key)?.keepUntil ?? 0;
    const kept = { ...next, keepUntil: remembersDeleted ? Math.max(next.keepUntil, before) : next.expiresAt };
    if (kept.keepUntil > clock.now()) held.put(key, kept);
    else held.drop(key);
    return entryOf(key, kept);
  };

  return {
    find(key) {
      const found = held.peek(key);
      return found === undefined ? undefined : put(key, found);
    },
    write(key, value, ttlMs) {
      const expiresAt = clock.now() + ttlMs;
      return put(key, { ...stamps.next(), value, expiresAt, keepUntil: expiresAt });
    },
    remove(key) {
      const keepUntil = held.peek(key)?.keepUntil ?? clock.now() + MOST_TTL_MS;
      return put(key, { ...stamps.next(), value: undefined, expiresAt: 0, keepUntil });
    },
    merge({ key, value, ttlMs, keepMs, time, node: by }) {
      stamps.saw(time);
      const before = held.peek(key);
      if (before !== undefined && !isNewer({ time, node: by }, before)) return;
      const expiresAt = value === undefined ? 0 : clock.now() + ttlMs;
      put(key, { time, node: by, value, expiresAt, keepUntil: clock.now() + keepMs });
    },
    stamp: () => stamps.next(),
    keys: () => held.entries().map(([key]) => key),
    hasRoom: held.hasRoom,
    sweep() {
      const now = clock.now();
      for (const [key, one] of held.entries()) {
        if (one.keepUntil <= now) held.drop(key);
        else if (one.value !== undefined && one.expiresAt <= now) held.put(key, { ...one, value: undefined });
      }
    },
    size: () => ({ ...held.size(), evicted }),
  };
};
