import type { Clock } from '../clock/clock.ts';
import { placeOf } from '../limits/address-place.ts';
import { createMemoryBuckets } from '../limits/memory-buckets.ts';
import type { SocketBounds } from './bounds.ts';

/** Counts handshakes by address, and all of them, before anything is spent on them. */
export const createHandshakeRate = ({ elapsed }: Clock, bounds: SocketBounds['handshakes']) => {
  const ofOne = { capacity: bounds.perAddressBurst, refillPerSecond: bounds.perAddressPerSecond };
  const ofAll = { capacity: bounds.burst, refillPerSecond: bounds.perSecond };
  const [addresses, node] = [createMemoryBuckets(elapsed), createMemoryBuckets(elapsed)];
  return {
    take: (address: string): boolean =>
      addresses.take(placeOf(address), ofOne, 1).allowed && node.take('all', ofAll, 1).allowed,
  };
};
