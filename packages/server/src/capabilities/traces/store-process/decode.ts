import { decodeForStore } from '../decode/decode-for-store.ts';
import type { PriceOf } from '../decode/stored-span-of.ts';
import { limitsOf, type SpanBatch } from '../span-log/span-batch.ts';
import type { StoredSpan } from '../store/stored-span.ts';

/** Undefined where the bytes are no request. */
export type Decode = (
  batch: Pick<SpanBatch, 'bytes' | 'spanBytes'>,
  priceOf?: PriceOf,
) => readonly StoredSpan[] | undefined;

/** The rows of a record of the log, of those spans that were accepted when it came. */
export const decodeBatch: Decode = (batch, priceOf) => {
  const spans: StoredSpan[] = [];
  return decodeForStore(batch.bytes, limitsOf(batch), (span) => spans.push(span), priceOf) ? spans : undefined;
};
