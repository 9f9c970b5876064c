import type { Log } from '../log/log.ts';
import { createBatchedSpans } from './batched-spans.ts';
import { toOtlp } from './otlp-json.ts';
import type { SpanSink } from './spans.ts';

const SEND_WITHIN_MS = 10_000;

/** Sends spans as OTLP over HTTP to a collector elsewhere. */
export const createOtlpSink = (url: URL, version: string, log: Log, sendEveryMs?: number): SpanSink =>
  createBatchedSpans({
    sendEveryMs,
    async send(batch) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(toOtlp(batch, version)),
        redirect: 'error',
        signal: AbortSignal.timeout(SEND_WITHIN_MS),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    },
    onDropped: (dropped, why) =>
      log.warn(
        { dropped, error_message: why },
        'Spans could not be sent to HOLDFAST_OTLP_EXPORT_URL and were dropped.',
      ),
  });
