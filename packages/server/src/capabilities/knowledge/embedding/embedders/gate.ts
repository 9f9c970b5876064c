import type { Clock } from '../../../../platform/clock/clock.ts';
import { EmbedderFailure } from './embedder-failure.ts';

export interface GateParts {
  readonly clock: Pick<Clock, 'elapsed'>;
  /** From 0 to 1. */
  readonly chance: () => number;
}

/**
 * Lets as many requests at once to an embedder as it bears. It begins with as many as it is said to bear; when it fails, all
 * wait, then one goes ahead, and with its success half as many as before, then one more each round.
 */
export interface Gate {
  /** Waits for a place, and until the embedder may be asked. */
  run<Value>(act: () => Promise<Value>, signal: AbortSignal): Promise<Value>;
  /** Without a place and without waiting: for whoever is waited for. */
  pass<Value>(act: () => Promise<Value>): Promise<Value>;
  setMost(most: number): void;
  /** Until it may be asked again. */
  readonly closedForMs: number;
}

const SHORTEST_PAUSE_MS = 100;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** Whoever has to change something does not do so within seconds. */
const REFUSED_PAUSE_MS = 60_000;

export const createGate = ({ clock, chance }: GateParts, stated: number): Gate => {
  const waiting = new Set<() => void>();
  let most = stated;
  let limit = stated;
  let afterProbe: number | undefined;
  let active = 0;
  let successes = 0;
  let failures = 0;
  let opensAt = 0;
  // what began before the last failure was known says nothing of what is now
  let epoch = 0;
  let waking: NodeJS.Timeout | undefined;

  const closedForMs = (): number => Math.max(0, opensAt - clock.elapsed());

  const admit = (): void => {
    if (waiting.size === 0) return;
    const closedFor = closedForMs();
    if (closedFor > 0) return void wakeIn(closedFor);
    for (const enter of waiting) {
      if (active >= limit) return;
      waiting.delete(enter);
      active += 1;
      enter();
    }
  };
  const wakeIn = (milliseconds: number): void => {
    waking ??= setTimeout(() => {
      waking = undefined;
      admit();
    }, milliseconds).unref();
  };

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
    return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) * (0.75 + chance() / 2);
  };

  const failed = (failure: EmbedderFailure, since: number): void => {
    const asked = failure.retryAfterMs;
    if (since !== epoch) {
      if (asked !== undefined) opensAt = Math.max(opensAt, clock.elapsed() + asked);
      return;
    }
    epoch += 1;
    failures += 1;
    afterProbe ??= Math.floor(limit / 2);
    limit = 1;
    opensAt = clock.elapsed() + pauseAfter(failure);
  };

  const watched = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    const since = epoch;
    try {
      const value = await act();
      if (since === epoch) succeed();
      return value;
    } catch (error) {
      if (error instanceof EmbedderFailure && error.reason !== 'refuses_texts') failed(error, since);
      throw error;
    }
  };

  const enter = async (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = (): void => {
      if (waiting.delete(resolve)) reject(signal.reason as Error);
    };
    waiting.add(resolve);
    signal.addEventListener('abort', giveUp, { once: true });
    admit();
    await promise.finally(() => signal.removeEventListener('abort', giveUp));
  };

  return {
    async run(act, signal) {
      await enter(signal);
      try {
        return await watched(act);
      } finally {
        active -= 1;
        admit();
      }
    },
    pass: watched,
    setMost(next) {
      if (afterProbe === undefined && limit === most) limit = next;
      limit = Math.min(limit, next);
      most = next;
      admit();
    },
    get closedForMs() {
      return closedForMs();
    },
  };
};
