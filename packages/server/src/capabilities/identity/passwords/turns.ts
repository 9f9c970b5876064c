import { Failure } from '../../../platform/failure.ts';

/** Work that costs so much that only so many do it at once. */
export interface Turns {
  /** Fails with `sign_in_busy` when too many wait, and with the signal's reason when whoever waits has gone. */
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
  /** About how long the last of those who wait would have to. */
  readonly retryAfterSeconds: number;
  /** Seconds from being asked for to being begun. */
  readonly onBegun?: (waitedSeconds: number) => void;
}

const MS = 1000;

interface Place {
  readonly begin: () => void;
  readonly giveUp: (failure: Failure) => void;
}

/** One who sends a hundred at once waits for the hundred, and whoever sends one waits for one of each. */
export const createTurns = ({ atOnce, mostWaiting, retryAfterSeconds, onBegun = () => {} }: TurnsParts): Turns => {
  let running = 0;
  let waitingInAll = 0;
  const lanes = new Map<string, Place[]>();
  const busy = (): Failure => new Failure('sign_in_busy', { retryAfterSeconds });

  const leave = (name: string, place: Place): void => {
    const lane = lanes.get(name) ?? [];
    const index = lane.indexOf(place);
    if (index === -1) return;
    lane.splice(index, 1);
    waitingInAll -= 1;
    if (lane.length === 0) lanes.delete(name);
  };
  /** Whoever waits last in the longest lane makes room, which may be the one who comes. */
  const makeRoom = (name: string): void => {
    if (waitingInAll < mostWaiting) return;
    const [longest = name, lane = []] = [...lanes].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
    const last = lane.at(-1);
    if (last === undefined || lane.length <= (lanes.get(name)?.length ?? 0) + 1) throw busy();
    leave(longest, last);
    last.giveUp(busy());
  };
  const wait = (name: string, signal: AbortSignal | undefined): Promise<void> => {
    makeRoom(name);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const place: Place = { begin: resolve, giveUp: reject };
    const goAway = (): void => {
      leave(name, place);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', goAway, { once: true });
    const lane = lanes.get(name) ?? [];
    lane.push(place);
    lanes.set(name, lane);
    waitingInAll += 1;
    return promise.finally(() => signal?.removeEventListener('abort', goAway));
  };
  const next = (): void => {
    const [name, lane = []] = lanes.entries().next().value ?? [];
    const place = lane[0];
    if (name === undefined || place === undefined) {
      running -= 1;
      return;
    }
    leave(name, place);
    // to the end of the lanes: each has its turn before this one has another
    if (lane.length > 0) {
      lanes.delete(name);
      lanes.set(name, lane);
    }
    place.begin();
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
        next();
      }
    },
  };
};
