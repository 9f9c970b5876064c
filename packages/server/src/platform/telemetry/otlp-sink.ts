import type { Log } from '../log/log.ts';
import { toOtlp } from './otlp-json.ts';
import type { Span, SpanSink } from './spans.ts';

const SEND_EVERY_MS = 2000;
const MOST_WAITING = 2048;
const MOST_IN_A_BATCH = 512;
const SEND_WITHIN_MS = 10_000;

/** Sends spans as OTLP over HTTP in batches. What cannot be sent is dropped and counted in the log: requests never wait for it. */
export const createOtlpSink = (url: URL, version: string, log: Log): SpanSink => {
  const waiting: Span[] = [];
  let dropped = 0;
  let sending: Promise<void> = Promise.resolve();

  const send = async (): Promise<void> => {
    const batch = waiting.splice(0, MOST_IN_A_BATCH);
    if (batch.length === 0) return;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(toOtlp(batch, version)),
        signal: AbortSignal.timeout(SEND_WITHIN_MS),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    } catch (error) {
      dropped += batch.length;
      log.warn({ dropped, error_message: String(error) }, 'Spans could not be sent to HOLDFAST_OTLP_EXPORT_URL and were dropped.');
    }
  };

  const timer = setInterval(() => {
    sending = sending.then(send);
  }, SEND_EVERY_MS);
  timer.unref();

  return {
    write(span) {
      if (waiting.length >= MOST_WAITING) dropped += 1;
      else waiting.push(span);
    },
    async close() {
      clearInterval(timer);
      await sending;
      await send();
    },
  };
};
