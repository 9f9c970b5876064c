/** A bucket holds so many tokens at most and is filled evenly. It starts full. */
export interface Bucket {
  readonly capacity: number;
  readonly refillPerSecond: number;
}

export interface BucketWish {
  readonly key: string;
  readonly bucket: Bucket;
  readonly cost: number;
}

export interface Taken {
  readonly allowed: boolean;
  /** Tokens that are left. */
  readonly remaining: number;
  /** When the same would be allowed, if nobody else takes any. 0 when it was. */
  readonly retryAfterMs: number;
}

export interface TokenBuckets {
  /**
   * Takes from one after the other and stops with the first that has not enough: one answer for each that was asked. Looking and
   * taking are one step, so that two at the same moment do not both get the last token. It never fails and never waits long.
   */
  take(wishes: readonly BucketWish[]): Promise<readonly Taken[]>;
}

/** What a bucket holds that held so much, so long ago. */
export const filledSince = (left: number, agoMs: number, { capacity, refillPerSecond }: Bucket): number =>
  Math.min(capacity, left + (Math.max(0, agoMs) / 1000) * refillPerSecond);

export const allowed = (remaining: number): Taken => ({ allowed: true, remaining, retryAfterMs: 0 });

export const refused = (remaining: number, { bucket, cost }: BucketWish): Taken => ({
  allowed: false,
  remaining,
  retryAfterMs: Math.ceil(((cost - remaining) / bucket.refillPerSecond) * 1000),
});

export const takeFrom = (tokens: number, wish: BucketWish): Taken =>
  tokens >= wish.cost ? allowed(tokens - wish.cost) : refused(tokens, wish);
