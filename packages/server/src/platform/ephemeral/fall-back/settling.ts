import type { BucketWish } from '../token-buckets.ts';

/** What was taken on the own word and Redis is to be told of, all buckets of a short time at once. */
export interface Settling {
  owe(wishes: readonly BucketWish[]): void;
  owed(key: string): number;
  /** Tells now what would be told soon. */
  settle(): void;
}

const SETTLE_WITHIN_MS = 10;

export const createSettling = (tell: (wishes: readonly BucketWish[]) => Promise<void>): Settling => {
  const debts = new Map<string, BucketWish>();
  let isTelling = false;
  let isWaiting = false;

  const settle = (): void => {
    const wishes = [...debts.values()];
    debts.clear();
    if (wishes.length === 0) return;
    isTelling = true;
    void tell(wishes).finally(() => {
      isTelling = false;
      if (debts.size > 0) settleSoon();
    });
  };

  /** While Redis is slow it is told less often, and more at once. */
  const settleSoon = (): void => {
    if (isWaiting || isTelling) return;
    isWaiting = true;
    const timer = setTimeout(() => {
      isWaiting = false;
      if (!isTelling) settle();
    }, SETTLE_WITHIN_MS);
    timer.unref();
  };

  const owed = (key: string): number => debts.get(key)?.cost ?? 0;

  return {
    owe(wishes) {
      for (const wish of wishes) debts.set(wish.key, { ...wish, cost: owed(wish.key) + wish.cost });
      settleSoon();
    },
    owed,
    settle,
  };
};
