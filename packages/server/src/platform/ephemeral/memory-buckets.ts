import { createBucketShelf, type BucketShelf } from './bucket-shelf.ts';
import { takeFrom, type BucketWish, type Taken, type TokenBuckets } from './token-buckets.ts';

/** For one node alone. */
export const createMemoryBuckets = (elapsed: () => number): TokenBuckets => {
  const shelf = createBucketShelf(elapsed);
  return { take: async (wishes) => takeFromShelf(shelf, wishes) };
};

/** Nothing waits between looking and taking. */
export const takeFromShelf = (shelf: BucketShelf, wishes: readonly BucketWish[], source?: unknown): Taken[] => {
  const told: Taken[] = [];
  for (const wish of wishes) {
    const { key, bucket } = wish;
    const known = shelf.find(key, bucket);
    const taken = takeFrom(known?.tokens ?? bucket.capacity, wish);
    shelf.put(key, taken.remaining, known?.source ?? source);
    told.push(taken);
    if (!taken.allowed) break;
  }
  return told;
};
