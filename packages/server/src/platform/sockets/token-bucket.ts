/** So many a second, and a burst of what was saved up. */
export interface TokenBucket {
  take(now: number, cost?: number): boolean;
  isFull(now: number): boolean;
}

export const createTokenBucket = (perSecond: number, burst: number, since: number): TokenBucket => {
  let tokens = burst;
  let last = since;
  const fill = (now: number): void => {
    tokens = Math.min(burst, tokens + (Math.max(0, now - last) / 1000) * perSecond);
    last = now;
  };
  return {
    take(now, cost = 1) {
      fill(now);
      if (tokens < cost) return false;
      tokens -= cost;
      return true;
    },
    isFull(now) {
      fill(now);
      return tokens >= burst;
    },
  };
};
