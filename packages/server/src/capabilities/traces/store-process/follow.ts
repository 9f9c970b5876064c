import type { WorkspaceId } from '@holdfast/protocol/ids';
import { setImmediate } from 'node:timers/promises';
import { createTicker } from '../../../platform/clock/ticker.ts';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Position } from '../../../platform/segments/position.ts';
import type { Archive } from '../sealed/archive.ts';
import type { Appended, SpanStore } from '../store/span-store.ts';
import { gather, type Gathered, type GatheringParts } from './gather.ts';
import { isBefore, laterOf } from './position.ts';
import { readOn } from './read-on.ts';

/** What one commit of the store brought. */
export interface Slice {
  /** Everything before it is found by queries. */
  readonly reached: Position;
  readonly workspaces: readonly WorkspaceId[];
  readonly appended: Appended & { readonly unreadable: number };
  /** What was read of the log. */
  readonly bytes: number;
}

export interface Follower {
  readonly reached: Position;
  /** Tells that the log is durable up to here. */
  to(end: Position): void;
  /** Goes on for a while at most, and stops. */
  finish(withinMs: number): Promise<void>;
}

export interface FollowerParts {
  readonly store: Pick<SpanStore, 'applied' | 'append'>;
  readonly archive: Pick<Archive, 'readFrom'>;
  readonly decode: GatheringParts['decode'];
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly onSlice: (slice: Slice) => void;
  /** Nothing was applied. It is tried again in a while. */
  readonly onFailure: (error: unknown) => void;
}

const AGAIN_MS = 2000;

/**
 * Puts what is in the log into the store, from where the store is to where the log is durable, and goes on as it grows. While the
 * store commits what was decoded, the next is decoded: what is committed is always one piece, and the one behind the last.
 */
export const follow = ({ store, archive, decode, clock, onSlice, onFailure }: FollowerParts): Follower => {
  let reached = store.applied.next;
  let end = reached;
  let isStopped = false;
  let moved = Promise.withResolvers<void>();

  const put = async ({ received, next, bytes, unreadable }: Gathered): Promise<void> => {
    const appended = received.length === 0 ? NOTHING : await store.append(received, next);
    reached = next;
    const workspaces = [...new Set(received.map(({ workspace }) => workspace))];
    onSlice({ reached, workspaces, bytes, appended: { ...appended, unreadable } });
  };
  const catchUp = async (): Promise<void> => {
    const reading = readOn(archive, reached);
    let putting: Putting | undefined;
    // what comes while the store is busy is decoded too, and committed with the rest
    const waitForMore = async (): Promise<boolean> => {
      if (putting?.isUnderWay !== true) return false;
      await Promise.race([putting.done, moved.promise]);
      return true;
    };
    const parts = { decode, clock, end: () => end, isStopped: () => isStopped, waitForMore };
    try {
      for (;;) {
        const gathered = await gather(reading, parts);
        await putting?.ended();
        if (isStopped || !isBefore(reached, gathered.next)) return;
        putting = startPutting(put(gathered));
        await setImmediate();
      }
    } finally {
      // what was decoded ahead is dropped with the reading, and read again from where the store is
      await reading.close();
      await putting?.ended();
    }
  };

  const ticker = createTicker(async () => {
    try {
      while (!isStopped && isBefore(reached, end)) await catchUp();
      return undefined;
    } catch (error) {
      onFailure(error);
      return AGAIN_MS;
    }
  });

  return {
    get reached() {
      return reached;
    },
    to(position) {
      end = laterOf(end, position);
      moved.resolve();
      moved = Promise.withResolvers();
      if (isBefore(reached, end)) ticker.now();
    },
    async finish(withinMs) {
      const timer = setTimeout(() => (isStopped = true), withinMs);
      // what is under way ends by itself at the end of the log
      await ticker.stop();
      clearTimeout(timer);
    },
  };
};

/** A commit that is under way. */
interface Putting {
  readonly isUnderWay: boolean;
  /** Never fails. */
  readonly done: Promise<void>;
  /** Fails when it did. */
  ended(): Promise<void>;
}

const startPutting = (put: Promise<void>): Putting => {
  let isUnderWay = true;
  const end = (): void => void (isUnderWay = false);
  const done = put.then(end, end);
  return {
    get isUnderWay() {
      return isUnderWay;
    },
    done,
    ended: () => put,
  };
};

const NOTHING: Appended = { stored: 0, repeated: 0, differing: 0, completed: 0 };
