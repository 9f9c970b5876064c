import { BURST_SECONDS } from './bounds.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

export interface Rates {
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
}

/** Counts messages and bytes. Its buckets are made when something comes: most sockets of a node only wait. */
export const createMeter = ({
  messagesPerSecond,
  bytesPerSecond,
}: Rates): ((now: number, bytes: number) => boolean) => {
  let messages: TokenBucket | undefined;
  let bytes: TokenBucket | undefined;
  return (now, cost) => {
    messages ??= createTokenBucket(messagesPerSecond, messagesPerSecond * BURST_SECONDS, now);
    bytes ??= createTokenBucket(bytesPerSecond, bytesPerSecond * BURST_SECONDS, now);
    return messages.take(now) && bytes.take(now, cost);
  };
};
