import type { Span, SpanSink } from './spans.ts';

const SEND_EVERY_MS = 2000;
const MOST_WAITING = 2048;
const MOST_IN_A_BATCH = 512;

export interface BatchedSpansParts {
  /** Takes a batch somewhere, or throws. */
  readonly send: (batch: readonly Span[]) => Promise<void>;
  readonly onDropped: (spans: number, why: string) => void;
  readonly sendEveryMs?: number | undefined;
}

/** Sends spans in batches. What cannot be sent is dropped and counted: whoever writes never waits for it. */
export const createBatchedSpans = ({ send, onDropped, sendEveryMs = SEND_EVERY_MS }: BatchedSpansParts): SpanSink => {
  const waiting: Span[] = [];
  let dropped = 0;
  let sending: Promise<void> | undefined;

  /** Everything that waits; after a failure the rest waits for the next round. */
  const sendAll = async (): Promise<void> => {
    let failure: unknown;
    while (failure === undefined && waiting.length > 0) {
      const batch = waiting.splice(0, MOST_IN_A_BATCH);
      await send(batch).catch((error: unknown) => {
        failure = error;
        dropped += batch.length;
      });
    }
    if (dropped === 0) return;
    onDropped(dropped, failure === undefined ? 'more came than could be sent' : messageOf(failure));
    dropped = 0;
  };

  const round = (): Promise<void> => {
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    return sending;
  };

  const timer = setInterval(() => void round(), sendEveryMs);
  timer.unref();

  return {
    write(span) {
      if (waiting.length >= MOST_WAITING) dropped += 1;
      else waiting.push(span);
    },
    async close() {
      clearInterval(timer);
      // what was written while a round was on its way needs another
      await sending;
      await round();
    },
  };
};

const messageOf = (failure: unknown): string => (failure instanceof Error ? failure.message : 'it failed');
