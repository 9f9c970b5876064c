import { decodeForStore } from '../../src/capabilities/traces/decode/decode-for-store.ts';
import { USUAL_LIMITS } from '../../src/capabilities/traces/otlp/request/limits.ts';

/** A request decoded as the product does, with nothing stored: what a bench measures the rest against. Gives its spans. */
export const decodeAlone = (bytes: Buffer): number => {
  let spans = 0;
  decodeForStore(bytes, USUAL_LIMITS, () => {
    spans += 1;
  });
  return spans;
};
