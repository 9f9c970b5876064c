import type { Clock } from '../clock/clock.ts';

/** A count as one node knows it. The whole is the sum of what each node added; nobody writes another's part. */
export interface Count {
  readonly own: number;
  /** What all others had added when they were last heard of. */
  readonly others: number;
  /** Which of the counts that followed each other under this key. */
  readonly window: string;
  readonly ttlMs: number;
}

/** Counts with an end, in memory. */
export interface Tally {
  add(key: string, by: number, ttlMs: number): number;
  /** Takes over what the shared count is now. */
  saw(key: string, count: Count): void;
  /** What of these still counts. */
  counts(keys: Iterable<string>): (readonly [string, Count])[];
  keys(): string[];
  sweep(): void;
}

interface Held extends Omit<Count, 'ttlMs'> {
  readonly endsAt: number;
}

export const createTally = (clock: Clock, node: string, most: number): Tally => {
  const held = new Map<string, Held>();

  const find = (key: string): Held | undefined => {
    const found = held.get(key);
    return found !== undefined && found.endsAt > clock.now() ? found : undefined;
  };

  const begin = (ttlMs: number): Held => {
    const endsAt = clock.now() + ttlMs;
    return { own: 0, others: 0, window: `${node}.${endsAt}`, endsAt };
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
      const count = find(key) ?? begin(ttlMs);
      const own = count.own + by;
      put(key, { ...count, own });
      return own + count.others;
    },
    saw(key, { own, others, window, ttlMs }) {
      put(key, { own, others, window, endsAt: clock.now() + ttlMs });
    },
    counts: (keys) =>
      [...keys].flatMap((key) => {
        const found = find(key);
        if (found === undefined) return [];
        const { own, others, window, endsAt } = found;
        return [[key, { own, others, window, ttlMs: endsAt - clock.now() }] as const];
      }),
    keys: () => [...held.keys()],
    sweep() {
      for (const [key, { endsAt }] of held) if (endsAt <= clock.now()) held.delete(key);
    },
  };
};
