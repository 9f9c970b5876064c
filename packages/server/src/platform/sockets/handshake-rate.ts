import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Clock } from '../clock/clock.ts';
import type { SocketBounds } from './bounds.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

const MOST_ADDRESSES = 10_000;

/** Counts handshakes by address, and all of them, before anything is spent on them. */
export const createHandshakeRate = (clock: Clock, bounds: SocketBounds['handshakes']) => {
  const all = createTokenBucket(bounds.perSecond, bounds.burst, clock.elapsed());
  const byAddress = new Map<string, TokenBucket>();

  const forget = (now: number): void => {
    for (const [address, bucket] of byAddress) if (bucket.isFull(now)) byAddress.delete(address);
    // more addresses at once than anybody honest has: the oldest begin anew
    for (const address of byAddress.keys()) {
      if (byAddress.size < MOST_ADDRESSES) return;
      byAddress.delete(address);
    }
  };

  return {
    take(address: string): boolean {
      const now = clock.elapsed();
      const key = networkOf(address);
      let bucket = byAddress.get(key);
      if (bucket === undefined) {
        if (byAddress.size >= MOST_ADDRESSES) forget(now);
        bucket = createTokenBucket(bounds.perAddressPerSecond, bounds.perAddressBurst, now);
        byAddress.set(key, bucket);
      }
      return bucket.take(now) && all.take(now);
    },
  };
};

const PREFIX_GROUPS = 4;

/** Whoever has one address of IPv6 has a whole network of them. */
const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address;
  const parsed = ipaddr.IPv6.parse(address);
  return parsed.isIPv4MappedAddress()
    ? parsed.toIPv4Address().toString()
    : parsed.parts.slice(0, PREFIX_GROUPS).join(':');
};
