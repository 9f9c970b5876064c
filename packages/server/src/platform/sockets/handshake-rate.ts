import type { Clock } from '../clock/clock.ts';
import { createBucketShelf } from '../ephemeral/bucket-shelf.ts';
import { takeFromShelf } from '../ephemeral/memory-buckets.ts';
import { placeOf } from '../limits/address-place.ts';
import type { SocketBounds } from './bounds.ts';

/** Counts handshakes by address, and all of them, before anything is spent on them; in this node alone. */
export const createHandshakeRate = ({ elapsed }: Clock, bounds: SocketBounds['handshakes']) => {
  const ofOne = { capacity: bounds.perAddressBurst, refillPerSecond: bounds.perAddressPerSecond };
  const ofAll = { capacity: bounds.burst, refillPerSecond: bounds.perSecond };
  const shelf = createBucketShelf(elapsed);
  return {
    take: (address: string): boolean =>
      takeFromShelf(shelf, [
        { key: `address ${placeOf(address)}`, bucket: ofOne, cost: 1 },
        { key: 'all', bucket: ofAll, cost: 1 },
      ]).every(({ allowed }) => allowed),
  };
};
