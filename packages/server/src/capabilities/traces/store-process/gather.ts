import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Position } from '../../../platform/segments/position.ts';
import { decodeSpanBatch, type SpanBatch } from '../span-log/span-batch.ts';
import type { ReceivedSpans } from '../store/span-store.ts';
import type { StoredSpan } from '../store/stored-span.ts';
import type { ReadingOn } from './read-on.ts';

/** What is put into the store with one commit. */
export interface Gathered {
  readonly received: readonly ReceivedSpans[];
  readonly next: Position;
  readonly bytes: number;
  readonly unreadable: number;
}

export interface GatheringParts {
  /** Undefined where the bytes are no request. */
  readonly decode: (batch: SpanBatch) => Promise<readonly StoredSpan[] | undefined>;
  readonly clock: Pick<Clock, 'elapsed'>;
  /** Up to here the log is durable. */
  readonly end: () => Position;
  readonly isStopped: () => boolean;
  /** At the end of what there is: true when there may be more before this slice is needed, and it is worth another look. */
  readonly waitForMore: () => Promise<boolean>;
}

/** One commit. Larger ones are hardly faster, and keep queries and the watermark waiting longer. */
const SLICE_SPANS = 4096;
const SLICE_BYTES = 8 * 1024 * 1024;
/** Decoding lets others have their turn after so long. */
const TURN_MS = 10;

/** Reads and decodes as much as is stored at once, or what there is. */
export const gather = async (reading: ReadingOn, parts: GatheringParts): Promise<Gathered> => {
  const { decode, clock, end, isStopped, waitForMore } = parts;
  const received: ReceivedSpans[] = [];
  let [spans, bytes, unreadable] = [0, 0, 0];
  let since = clock.elapsed();
  while (!isStopped() && spans < SLICE_SPANS && bytes < SLICE_BYTES) {
    const record = await reading.next(end());
    if (record === undefined) {
      if (await waitForMore()) continue;
      break;
    }
    const batch = decodeSpanBatch(record.payload);
    const decoded = batch === undefined ? undefined : await decode(batch);
    if (batch === undefined || decoded === undefined) unreadable += 1;
    else {
      const { workspace, receivedAt } = batch;
      received.push({ workspace, receivedAt: BigInt(receivedAt), position: record.position, spans: decoded });
      spans += decoded.length;
    }
    bytes += record.payload.length;
    if (clock.elapsed() - since < TURN_MS) continue;
    await setImmediate();
    since = clock.elapsed();
  }
  return { received, next: reading.at, bytes, unreadable };
};
