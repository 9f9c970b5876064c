import type { Clock } from '../clock/clock.ts';
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

export interface Bounds {
  readonly entries: number;
  readonly bytes: number;
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

const ROOMY = 0.8;

const bytesOf = (key: string, { value = '' }: Held): number => OVERHEAD_BYTES + 2 * (key.length + value.length);

export interface ReplicaOptions {
  readonly clock: Clock;
  readonly node: string;
  readonly bounds: Bounds;
  /** Not needed where nobody else could bring an old value back. */
  readonly remembersDeleted: boolean;
}

export const createReplica = ({ clock, node, bounds, remembersDeleted }: ReplicaOptions): Replica => {
  const stamps = createStamps(clock, node);
  // in the order of their last use
  const held = new Map<string, Held>();
  let bytes = 0;
  let evicted = 0;

  const drop = (key: string): Held | undefined => {
    const gone = held.get(key);
    if (gone === undefined) return undefined;
    held.delete(key);
    bytes -= bytesOf(key, gone);
    return gone;
  };

  const makeRoom = (): void => {
    for (const [key, { expiresAt }] of held) {
      if (held.size <= bounds.entries && bytes <= bounds.bytes) return;
      if (expiresAt > clock.now()) evicted += 1;
      drop(key);
    }
  };

  const put = (key: string, next: Held): Entry => {
    const before = drop(key);
    const keepUntil = remembersDeleted ? Math.max(next.keepUntil, before?.keepUntil ?? 0) : next.expiresAt;
    const kept = { ...next, keepUntil };
    if (keepUntil > clock.now()) {
      held.set(key, kept);
      bytes += bytesOf(key, kept);
      makeRoom();
    }
    return entryOf(key, kept);
  };

  const entryOf = (key: string, { value, expiresAt, keepUntil, time, node: by }: Held): Entry => {
    const ttlMs = Math.max(0, expiresAt - clock.now());
    return {
      key,
      value: ttlMs > 0 ? value : undefined,
      ttlMs,
      keepMs: Math.max(0, keepUntil - clock.now()),
      time,
      node: by,
    };
  };

  return {
    find(key) {
      const found = drop(key);
      return found === undefined ? undefined : put(key, found);
    },
    write(key, value, ttlMs) {
      const expiresAt = clock.now() + ttlMs;
      return put(key, { ...stamps.next(), value, expiresAt, keepUntil: expiresAt });
    },
    remove(key) {
      const keepUntil = held.get(key)?.keepUntil ?? clock.now() + MOST_TTL_MS;
      return put(key, { ...stamps.next(), value: undefined, expiresAt: 0, keepUntil });
    },
    merge({ key, value, ttlMs, keepMs, time, node: by }) {
      stamps.saw(time);
      const before = held.get(key);
      if (before !== undefined && !isNewer({ time, node: by }, before)) return;
      const expiresAt = value === undefined ? 0 : clock.now() + ttlMs;
      put(key, { time, node: by, value, expiresAt, keepUntil: clock.now() + keepMs });
    },
    stamp: () => stamps.next(),
    keys: () => [...held.keys()],
    hasRoom: () => held.size < bounds.entries * ROOMY && bytes < bounds.bytes * ROOMY,
    sweep() {
      const now = clock.now();
      for (const [key, one] of held) {
        if (one.keepUntil <= now) drop(key);
        else if (one.value !== undefined && one.expiresAt <= now) put(key, { ...one, value: undefined });
      }
    },
    size: () => ({ entries: held.size, bytes, evicted }),
  };
};
