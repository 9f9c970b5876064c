import { filledSince, type Bucket } from '../ephemeral/token-buckets.ts';

/** A bucket that only its owner asks for: it needs no key, and nobody else is told. */
export interface TokenBucket {
  take(now: number, cost?: number): boolean;
}

export const createTokenBucket = (bucket: Bucket, since: number): TokenBucket => {
  let left = bucket.capacity;
  let last = since;
  return {
    take(now, cost = 1) {
      left = filledSince(left, now - last, bucket);
      last = now;
      if (left < cost) return false;
      left -= cost;
      return true;
    },
  };
};
