import { filledSince, type Bucket } from './token-buckets.ts';

/** What this process knows of buckets. */
export interface BucketShelf {
  /** What is in it now; undefined for one that nobody touched, or that is full again. */
  find(key: string, bucket: Bucket): Known | undefined;
  put(key: string, left: number, source?: unknown): void;
  size(): number;
}

export interface Known {
  readonly tokens: number;
  readonly agoMs: number;
  /** Who said so, or was told. */
  readonly source: unknown;
}

interface State {
  readonly left: number;
  readonly at: number;
  readonly source: unknown;
}

/** After as long as any bucket takes to fill, one that nobody touched is full: forgetting it changes nothing. */
const GENERATION_MS = 60_000;
const MOST = 100_000;

/**
 * In two generations. What is used moves to the young one; when that is old or half of all there may be, the old one is dropped
 * whole. So memory is bounded whoever comes, and only who makes half as many new keys empties a bucket's memory early.
 */
export const createBucketShelf = (elapsed: () => number, most = MOST): BucketShelf => {
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
    find(key, bucket) {
      const state = young.get(key) ?? old.get(key);
      if (state === undefined) return undefined;
      const agoMs = elapsed() - state.at;
      return { tokens: filledSince(state.left, agoMs, bucket), agoMs, source: state.source };
    },
    put(key, left, source) {
      const at = elapsed();
      age(at);
      young.set(key, { left, at, source });
    },
    size: () => young.size + old.size,
  };
};
