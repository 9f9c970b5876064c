/** A bucket holds so many tokens at most and is filled evenly. It starts full. */
export interface Bucket {
  readonly capacity: number;
  readonly refillPerSecond: number;
}

export interface Taken {
  readonly allowed: boolean;
  /** Tokens that are left. */
  readonly remaining: number;
  /** When the same would be allowed, if nobody else takes any. 0 when it was. */
  readonly retryAfterMs: number;
}

/**
 * A port: looking and taking are one step, so that two at the same moment do not both get the last token. It never
 * fails: an implementation whose store is away answers from memory.
 */
export interface TokenBuckets {
  take(key: string, bucket: Bucket, cost: number): Taken | Promise<Taken>;
}

/** The arithmetic that all implementations share: what was left, so long ago, filled up since. */
export const takeFrom = (left: number, agoMs: number, { capacity, refillPerSecond }: Bucket, cost: number): Taken => {
  const tokens = Math.min(capacity, left + (Math.max(0, agoMs) / 1000) * refillPerSecond);
  if (tokens >= cost) return { allowed: true, remaining: tokens - cost, retryAfterMs: 0 };
  return { allowed: false, remaining: tokens, retryAfterMs: Math.ceil(((cost - tokens) / refillPerSecond) * 1000) };
};
