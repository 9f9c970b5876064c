import { decodeForStore } from '../decode/decode-for-store.ts';
import { USUAL_LIMITS } from '../otlp/request/limits.ts';
import type { StoredSpan } from '../store/stored-span.ts';
import type { PriceOf } from '../decode/stored-span-of.ts';
import type { SpanBatch } from '../span-log/span-batch.ts';

/** Undefined where the bytes are no request. */
export type Decode = (batch: SpanBatch, priceOf?: PriceOf) => readonly StoredSpan[] | undefined;

/** The rows of a record of the log, of those spans that were accepted when it came. */
export const decodeUpTo = (spanBytes: number): Decode => {
  const limits = { ...USUAL_LIMITS, spanBytes };
  return ({ bytes }, priceOf) => {
    const spans: StoredSpan[] = [];
    return decodeForStore(bytes, limits, (span) => spans.push(span), priceOf) ? spans : undefined;
  };
};
