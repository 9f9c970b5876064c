import { decodeForStore } from '../decode/decode-for-store.ts';
import { USUAL_LIMITS } from '../otlp/request/limits.ts';
import type { SpanBatch } from '../span-log/span-batch.ts';
import type { StoredSpan } from '../store/stored-span.ts';

/** The rows of a record of the log, by the judgement that let it in. */
export const decodeBatch = ({ bytes }: SpanBatch): readonly StoredSpan[] | undefined => {
  const spans: StoredSpan[] = [];
  return decodeForStore(bytes, USUAL_LIMITS, (span) => spans.push(span)) ? spans : undefined;
};
