import { allowed, refused, type BucketWish, type Taken } from '../token-buckets.ts';
import type { Session } from './session.ts';

export interface Taking {
  /** It was taken already: what is not there is owed. */
  readonly isTaken: boolean;
  /** What the sender knows of each, where Redis may not have heard of it; after the taking, if it was taken. */
  readonly known: readonly (number | undefined)[];
}

/** Buckets as Redis keeps them. */
export interface RemoteBuckets {
  take(session: Session, wishes: readonly BucketWish[], how: Taking): Promise<Taken[]>;
}

export const createRemoteBuckets = (prefix: string): RemoteBuckets => ({
  async take(session, wishes, { isTaken, known }) {
    const args = wishes.flatMap(({ bucket: { capacity, refillPerSecond }, cost }, index) => [
      capacity,
      refillPerSecond,
      cost,
      knownBefore(known[index], isTaken ? cost : 0),
    ]);
    const keys = wishes.map(({ key }) => `${prefix}bucket:${key}`);
    const told = (await session.run('take', keys, [isTaken ? 1 : 0, ...args])) as [isAllowed: number, left: string][];
    return told.flatMap(([isAllowed, left], index) => {
      const wish = wishes[index];
      if (wish === undefined) return [];
      return isAllowed === 1 ? allowed(Number(left)) : refused(Number(left), wish);
    });
  },
});

const knownBefore = (known: number | undefined, cost: number): number | string =>
  known === undefined ? '' : known + cost;
