import type { Clock } from '../../../../platform/clock/clock.ts';
import type { EmbedderFailure } from './embedder-failure.ts';

export interface BearingParts {
  readonly clock: Pick<Clock, 'elapsed'>;
  /** Around one, so that nobody comes back in step with others. */
  readonly jitter: () => number;
}

/**
 * What an embedder bears, as far as its answers tell: as many requests at once as it is said to bear; after a failure none for a
 * while, then one, with its success half as many as before, then one more each round.
 */
export interface Bearing {
  /** How many may be under way. */
  readonly limit: number;
  /** Until it may be asked again. */
  readonly closedForMs: number;
  /** A request is sent; what comes of it is told to what this returns. */
  begin(): { succeeded(): void; failed(failure: EmbedderFailure): void };
  setMost(most: number): void;
}

const SHORTEST_PAUSE_MS = 100;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** Whoever has to change something does not do so within seconds. */
const REFUSED_PAUSE_MS = 60_000;

export const createBearing = ({ clock, jitter }: BearingParts, stated: number): Bearing => {
  let most = stated;
  let limit = stated;
  /** How many after the one that goes ahead; undefined when all is well. */
  let afterProbe: number | undefined;
  let successes = 0;
  let failures = 0;
  let opensAt = 0;
  // what began before the last failure was known says nothing of what is now
  let epoch = 0;

  const succeed = (): void => {
    failures = 0;
    if (afterProbe !== undefined) {
      limit = Math.max(1, afterProbe);
      afterProbe = undefined;
      successes = 0;
      return;
    }
    successes += 1;
    if (successes < limit || limit >= most) return;
    limit += 1;
    successes = 0;
  };

  const pauseAfter = ({ reason, retryAfterMs }: EmbedderFailure): number => {
    if (reason === 'refuses_us') return Math.max(REFUSED_PAUSE_MS, retryAfterMs ?? 0);
    if (retryAfterMs !== undefined) return Math.max(SHORTEST_PAUSE_MS, retryAfterMs);
    return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) * jitter();
  };

  const fail = (failure: EmbedderFailure, since: number): void => {
    if (since !== epoch) {
      opensAt = Math.max(opensAt, clock.elapsed() + (failure.retryAfterMs ?? 0));
      return;
    }
    epoch += 1;
    failures += 1;
    afterProbe ??= Math.floor(limit / 2);
    limit = 1;
    opensAt = clock.elapsed() + pauseAfter(failure);
  };

  return {
    get limit() {
      return limit;
    },
    get closedForMs() {
      return Math.max(0, opensAt - clock.elapsed());
    },
    begin() {
      const since = epoch;
      return {
        succeeded: () => {
          if (since === epoch) succeed();
        },
        failed: (failure) => fail(failure, since),
      };
    },
    setMost(next) {
      const wasAtMost = afterProbe === undefined && limit === most;
      limit = wasAtMost ? next : Math.min(limit, next);
      most = next;
    },
  };
};
