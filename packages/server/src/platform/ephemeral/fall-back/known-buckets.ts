import type { BucketShelf } from '../bucket-shelf.ts';
import type { Session } from '../redis/session.ts';
import { refused, type BucketWish, type Taken } from '../token-buckets.ts';

/** Where so much is left, Redis is told of what was taken, and not asked before. */
const PLENTY = 50;
const PLENTY_OF_ALL = 0.5;
/** Who has not been here for so long may have been elsewhere. */
const FRESH_MS = 10_000;

export const hasPlenty = (shelf: BucketShelf, session: Session, { key, bucket, cost }: BucketWish): boolean => {
  const known = shelf.find(key, bucket);
  if (known?.source !== session || known.agoMs > FRESH_MS) return false;
  return known.tokens - cost >= Math.max(PLENTY, bucket.capacity * PLENTY_OF_ALL);
};

/** Nobody but time fills a bucket: who comes again and again costs Redis nothing. */
export const refusedAtOnce = (shelf: BucketShelf, session: Session, wish: BucketWish): Taken[] => {
  const known = shelf.find(wish.key, wish.bucket);
  const isEmpty = known?.source === session && known.tokens < wish.cost;
  return isEmpty ? [refused(known.tokens, wish)] : [];
};

/** A Redis that was away, or has forgotten everything, has not heard of what was taken meanwhile. */
export const unheardOf = (shelf: BucketShelf, session: Session, { key, bucket }: BucketWish): number | undefined => {
  const known = shelf.find(key, bucket);
  return known?.source === session ? undefined : known?.tokens;
};
