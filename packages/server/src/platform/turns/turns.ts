import type { Failure } from '../failure.ts';
import { createLanes, type Place } from './lanes.ts';

/** Work that costs so much that only so many do it at once. */
export interface Turns {
  /** Fails with `busy` when too many wait, and with the signal's reason when whoever waits has gone. */
  inTurn<Value>(work: () => Promise<Value>, waiting?: Waiting): Promise<Value>;
}

export interface Waiting {
  readonly signal?: AbortSignal;
  /** Who wait in one lane wait for each other; lanes take turns. */
  readonly lane?: string;
}

export interface TurnsParts {
  readonly atOnce: number;
  readonly mostWaiting: number;
  /** What is said to whom there is no room for. */
  readonly busy: () => Failure;
  /** Seconds from being asked for to being begun. */
  readonly onBegun?: (waitedSeconds: number) => void;
}

const MS = 1000;

/** Whoever comes when as many as there may be are at work waits in a lane. */
export const createTurns = ({ atOnce, mostWaiting, busy, onBegun = () => {} }: TurnsParts): Turns => {
  let running = 0;
  const lanes = createLanes(mostWaiting);

  const makeRoom = (lane: string): void => {
    const one = lanes.overflow(lane);
    if (one === 'full') throw busy();
    if (one === undefined) return;
    lanes.leave(one);
    one.giveUp(busy());
  };
  const wait = (lane: string, signal: AbortSignal | undefined): Promise<void> => {
    makeRoom(lane);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const place: Place = { begin: resolve, giveUp: reject };
    const goAway = (): void => {
      lanes.leave(place);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', goAway, { once: true });
    lanes.enter(lane, place);
    return promise.finally(() => signal?.removeEventListener('abort', goAway));
  };

  return {
    async inTurn(work, { signal, lane = '' } = {}) {
      signal?.throwIfAborted();
      const since = performance.now();
      if (running >= atOnce) await wait(lane, signal);
      else running += 1;
      try {
        onBegun((performance.now() - since) / MS);
        return await work();
      } finally {
        const next = lanes.next();
        if (next === undefined) running -= 1;
        else next.begin();
      }
    },
  };
};
