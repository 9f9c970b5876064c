import type { BucketShelf } from '../bucket-shelf.ts';
import { takeFromShelf } from '../memory-buckets.ts';
import { unlessAway as silently, type UnlessAway } from '../redis/away.ts';
import type { Line } from '../redis/line.ts';
import { createPatience } from '../redis/patience.ts';
import type { RemoteBuckets } from '../redis/remote-buckets.ts';
import type { Session } from '../redis/session.ts';
import type { BucketWish, Taken, TokenBuckets } from '../token-buckets.ts';
import { hasPlenty, refusedAtOnce, unheardOf } from './known-buckets.ts';
import { createSettling } from './settling.ts';

export interface FallBackBucketsParts {
  readonly line: () => Line;
  readonly remote: RemoteBuckets;
  /** What Redis said last, and what was taken since. */
  readonly shelf: BucketShelf;
  readonly elapsed: () => number;
  /** So long a request waits for Redis at most. */
  readonly withinMs: number;
  readonly unlessAway: UnlessAway;
  /** Not asked, because its last answer was late. */
  readonly onLate: () => void;
}

/** Redis decides as long as it answers in time, else what this node knows. */
export const createFallBackBuckets = (parts: FallBackBucketsParts): TokenBuckets => {
  const { line, remote, shelf, elapsed, withinMs, unlessAway, onLate } = parts;
  const patience = createPatience();
  // after an answer that was late Redis is told and not waited for, until one is in time again
  let isLate = false;

  const tell = async (session: Session, wishes: readonly BucketWish[], isTaken: boolean): Promise<Taken[]> => {
    const since = elapsed();
    const known = wishes.map((wish) => unheardOf(shelf, session, wish));
    const told = await remote.take(session, wishes, { isTaken, known });
    isLate = elapsed() - since > withinMs;
    for (const [index, { remaining }] of told.entries()) {
      const key = wishes[index]?.key ?? '';
      shelf.put(key, remaining - settling.owed(key), session);
    }
    return told;
  };

  const settling = createSettling(async (wishes) => {
    // who is away is told when it is asked again
    await silently(() => tell(line().session(), wishes, true));
  });

  const ask = async (session: Session, wishes: readonly BucketWish[]): Promise<readonly Taken[]> => {
    settling.settle();
    try {
      return await patience.wait(tell(session, wishes, false), withinMs);
    } catch (error) {
      isLate = true;
      throw error;
    }
  };

  const takeAhead = (session: Session, wishes: readonly BucketWish[]): readonly Taken[] => {
    const told = takeFromShelf(shelf, wishes, session);
    settling.owe(wishes.filter((_wish, index) => told[index]?.allowed === true));
    return told;
  };

  return {
    async take(wishes) {
      const session = await unlessAway(async () => line().session());
      if (session === undefined) return takeFromShelf(shelf, wishes);
      const over = wishes.slice(0, 1).flatMap((wish) => refusedAtOnce(shelf, session, wish));
      if (over.length > 0) return over;
      if (isLate) onLate();
      if (isLate || wishes.every((wish) => hasPlenty(shelf, session, wish))) return takeAhead(session, wishes);
      return (await unlessAway(() => ask(session, wishes))) ?? takeFromShelf(shelf, wishes, session);
    },
  };
};
