import type { Bucket } from '../ephemeral/token-buckets.ts';
import { BURST_SECONDS } from './bounds.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

export interface LineRates {
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
}

/** Counts messages and bytes. Its buckets are made when something comes: most sockets of a node only wait. */
export const createLineRate = ({ messagesPerSecond, bytesPerSecond }: LineRates) => {
  let messages: TokenBucket | undefined;
  let bytes: TokenBucket | undefined;
  return {
    take(now: number, cost: number): boolean {
      messages ??= createTokenBucket(bucketOf(messagesPerSecond), now);
      bytes ??= createTokenBucket(bucketOf(bytesPerSecond), now);
      return messages.take(now) && bytes.take(now, cost);
    },
  };
};

const bucketOf = (perSecond: number): Bucket => ({ capacity: perSecond * BURST_SECONDS, refillPerSecond: perSecond });
