import type { Clock } from '../clock/clock.ts';

/** A count as this node knows it. */
export interface Count {
  readonly total: number;
  /** The part of the total that only this node knows of. */
  readonly pending: number;
  readonly ttlMs: number;
}

/** Counts with an end, in memory. */
export interface Tally {
  add(key: string, by: number, ttlMs: number): number;
  /** Takes over what the shared count is now. */
  saw(key: string, total: number, ttlMs: number): void;
  /** The counts of which a part is pending, or all. */
  counts(which: 'pending' | 'all'): Map<string, Count>;
  /** What was told to the others is no longer pending. */
  told(key: string, pending: number): void;
  sweep(): void;
  size(): number;
}

interface Held {
  readonly total: number;
  readonly pending: number;
  readonly endsAt: number;
}

export const createTally = (clock: Clock, most: number): Tally => {
  const held = new Map<string, Held>();

  const find = (key: string): Held | undefined => {
    const found = held.get(key);
    return found !== undefined && found.endsAt > clock.now() ? found : undefined;
  };

  const put = (key: string, count: Held): void => {
    held.delete(key);
    held.set(key, count);
    for (const oldest of held.keys()) {
      if (held.size <= most) return;
      held.delete(oldest);
    }
  };

  return {
    add(key, by, ttlMs) {
      const { total, pending, endsAt } = find(key) ?? { total: 0, pending: 0, endsAt: clock.now() + ttlMs };
      put(key, { total: total + by, pending: pending + by, endsAt });
      return total + by;
    },
    saw(key, total, ttlMs) {
      const pending = find(key)?.pending ?? 0;
      put(key, { total: total + pending, pending, endsAt: clock.now() + ttlMs });
    },
    counts(which) {
      const now = clock.now();
      const living = [...held].filter(([, { endsAt, pending }]) => endsAt > now && (which === 'all' || pending !== 0));
      return new Map(living.map(([key, { total, pending, endsAt }]) => [key, { total, pending, ttlMs: endsAt - now }]));
    },
    told(key, pending) {
      const found = held.get(key);
      if (found !== undefined) held.set(key, { ...found, pending: found.pending - pending });
    },
    sweep() {
      for (const [key, { endsAt }] of held) if (endsAt <= clock.now()) held.delete(key);
    },
    size: () => held.size,
  };
};
