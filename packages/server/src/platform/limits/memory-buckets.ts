import { takeFrom, type Bucket, type Taken, type TokenBuckets } from './token-buckets.ts';

export interface MemoryBuckets extends TokenBuckets {
  take(key: string, bucket: Bucket, cost: number): Taken;
  size(): number;
}

interface State {
  left: number;
  at: number;
}

/** After as long as any bucket takes to fill, one that nobody touched is full: forgetting it changes nothing. */
const GENERATION_MS = 60_000;
const MOST = 100_000;

/**
 * Buckets in memory, in two generations. What is used moves to the young one; when that is old or half of all there may be, the old
 * one is dropped whole. So memory is bounded whoever comes, and only who makes half as many new keys empties a bucket's memory early.
 */
export const createMemoryBuckets = (elapsed: () => number, most = MOST): MemoryBuckets => {
  let young = new Map<string, State>();
  let old = new Map<string, State>();
  let bornAt = elapsed();

  const age = (now: number): void => {
    if (now - bornAt < GENERATION_MS && young.size < most / 2) return;
    old = young;
    young = new Map();
    bornAt = now;
  };

  return {
    take(key, bucket, cost) {
      const now = elapsed();
      age(now);
      const state = young.get(key) ?? old.get(key) ?? { left: bucket.capacity, at: now };
      const taken = takeFrom(state.left, now - state.at, bucket, cost);
      state.left = taken.remaining;
      state.at = now;
      young.set(key, state);
      return taken;
    },
    size: () => young.size + old.size,
  };
};
