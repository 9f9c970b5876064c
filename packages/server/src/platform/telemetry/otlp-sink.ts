import type { Log } from '../log/log.ts';
import { toOtlp } from './otlp-json.ts';
import type { Span, SpanSink } from './spans.ts';

const SEND_EVERY_MS = 2000;
const MOST_WAITING = 2048;
const MOST_IN_A_BATCH = 512;
const SEND_WITHIN_MS = 10_000;

/** Sends spans as OTLP over HTTP in batches. What cannot be sent is dropped and counted in the log: requests never wait for it. */
export const createOtlpSink = (url: URL, version: string, log: Log, sendEveryMs = SEND_EVERY_MS): SpanSink => {
  const waiting: Span[] = [];
  let dropped = 0;
  let sending: Promise<void> | undefined;

  const sendBatch = async (batch: readonly Span[]): Promise<void> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(toOtlp(batch, version)),
      redirect: 'error',
      signal: AbortSignal.timeout(SEND_WITHIN_MS),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
  };

  /** Everything that waits; after a failure the rest waits for the next round. */
  const sendAll = async (): Promise<void> => {
    let failure: unknown;
    while (failure === undefined && waiting.length > 0) {
      const batch = waiting.splice(0, MOST_IN_A_BATCH);
      await sendBatch(batch).catch((error: unknown) => {
        failure = error;
        dropped += batch.length;
      });
    }
    if (dropped === 0) return;
    const why = failure === undefined ? 'more came than could be sent' : messageOf(failure);
    log.warn({ dropped, error_message: why }, 'Spans could not be sent to HOLDFAST_OTLP_EXPORT_URL and were dropped.');
    dropped = 0;
  };

  const send = (): Promise<void> => {
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    return sending;
  };

  const timer = setInterval(() => void send(), sendEveryMs);
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
      await send();
    },
  };
};

const messageOf = (failure: unknown): string => (failure instanceof Error ? failure.message : 'it failed');
