import { decodeForStore } from '../decode/decode-for-store.ts';
import { USUAL_LIMITS } from '../otlp/request/limits.ts';
import type { StoredSpan } from '../store/stored-span.ts';
import type { Decode } from './follow.ts';

/** The rows of a record of the log, of those spans that were accepted when it came. */
export const decodeUpTo = (spanBytes: number): Decode => {
  const limits = { ...USUAL_LIMITS, spanBytes };
  return ({ bytes }) => {
    const spans: StoredSpan[] = [];
    return decodeForStore(bytes, limits, (span) => spans.push(span)) ? spans : undefined;
  };
};
