import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { Failure } from '../../../platform/failure.ts';
import { meaningOf } from '../../../platform/files/system-error.ts';
import { probeWriting } from '../../../platform/files/write-probe.ts';
import { OK } from '../../../platform/lifecycle/health.ts';
import type { Position } from '../../../platform/segments/position.ts';
import type { SegmentLog } from '../../../platform/segments/segment-log.ts';
import { encodeSpanBatch, type SpanBatch } from './span-batch.ts';

/** Spans that are durable and wait to be put into the store. */
export interface SpanLog {
  /** Resolves when the batch is durable. Fails with `spans_not_stored` when it is not: its sender keeps it. */
  append(batch: SpanBatch): Promise<Position>;
  readonly waitingBytes: number;
  health(): Promise<PartHealth>;
}

/** When a sender tries again while the disk does not take anything. */
const RETRY_AFTER_SECONDS = 5;

/** Told of each batch that is durable. */
export type OnDurable = (batch: SpanBatch) => void;

export const createSpanLog = (
  log: Pick<SegmentLog, 'append' | 'waitingBytes'>,
  folder: string,
  onDurable: OnDurable = () => {},
): SpanLog => {
  let problem: unknown;
  let last = 0;
  return {
    async append(received) {
      // whoever has seen one has seen all that were received before it, also where several come in one millisecond
      last = Math.max(last + 1, received.receivedAt);
      const batch = { ...received, receivedAt: last };
      try {
        const position = await log.append(encodeSpanBatch(batch));
        problem = undefined;
        onDurable(batch);
        return position;
      } catch (error) {
        problem = error;
        throw new Failure('spans_not_stored', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error });
      }
    },
    get waitingBytes() {
      return log.waitingBytes;
    },
    async health() {
      if (problem === undefined) return OK;
      try {
        // nobody may be sending any more, and there may be room again
        await probeWriting(folder);
        problem = undefined;
        return OK;
      } catch (error) {
        return {
          status: 'degraded',
          detail: `Spans cannot be written, and their senders are told so: ${meaningOf(error)}.`,
        };
      }
    },
  };
};
