import type { WorkspaceId } from '@holdfast/protocol/ids';
import { setImmediate } from 'node:timers/promises';
import { createTicker } from '../../../platform/clock/ticker.ts';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Position } from '../../../platform/segments/position.ts';
import type { Archive } from '../sealed/archive.ts';
import { decodeSpanBatch, type SpanBatch } from '../span-log/span-batch.ts';
import type { Appended, ReceivedSpans, SpanStore } from '../store/span-store.ts';
import type { StoredSpan } from '../store/stored-span.ts';
import { isBefore, laterOf } from './position.ts';

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
  readonly store: SpanStore;
  readonly archive: Archive;
  /** Undefined where the bytes are no request. */
  readonly decode: (batch: SpanBatch) => Promise<readonly StoredSpan[] | undefined>;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly onSlice: (slice: Slice) => void;
  /** Nothing was applied. It is tried again in a while. */
  readonly onFailure: (error: unknown) => void;
}

/** One commit. Larger ones are hardly faster, and keep queries and the watermark waiting longer. */
const SLICE_SPANS = 4096;
const SLICE_BYTES = 8 * 1024 * 1024;
/** Decoding lets others have their turn after so long. */
const TURN_MS = 10;
const AGAIN_MS = 2000;

/** Puts what is in the log into the store, from where the store is to where the log is durable, and goes on as it grows. */
export const follow = ({ store, archive, decode, clock, onSlice, onFailure }: FollowerParts): Follower => {
  let reached = store.applied.next;
  let end = reached;
  let isStopped = false;

  const takeSlice = async (): Promise<Slice> => {
    const received: ReceivedSpans[] = [];
    const until = end;
    let [spans, bytes, unreadable, next, isFull] = [0, 0, 0, reached, false];
    let since = clock.elapsed();
    for await (const record of archive.readFrom(reached, until)) {
      const batch = decodeSpanBatch(record.payload);
      const decoded = batch === undefined ? undefined : await decode(batch);
      if (batch === undefined || decoded === undefined) unreadable += 1;
      else {
        const { workspace, receivedAt } = batch;
        received.push({ workspace, receivedAt: BigInt(receivedAt), position: record.position, spans: decoded });
        spans += decoded.length;
      }
      bytes += record.payload.length;
      next = record.next;
      isFull = spans >= SLICE_SPANS || bytes >= SLICE_BYTES || isStopped;
      if (isFull) break;
      if (clock.elapsed() - since < TURN_MS) continue;
      await setImmediate();
      since = clock.elapsed();
    }
    // there is nothing between the last record and the end
    if (!isFull) next = laterOf(next, until);
    const appended = received.length === 0 ? NOTHING : await store.append(received, next);
    reached = next;
    const workspaces = [...new Set(received.map(({ workspace }) => workspace))];
    return { reached, workspaces, bytes, appended: { ...appended, unreadable } };
  };

  const ticker = createTicker(async () => {
    try {
      while (!isStopped && isBefore(reached, end)) {
        onSlice(await takeSlice());
        await setImmediate();
      }
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

const NOTHING: Appended = { stored: 0, repeated: 0, differing: 0, completed: 0 };
